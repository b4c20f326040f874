import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'

/** What a printed paper says of itself. */
export interface Paper {
  readonly title: string | undefined
  /** BCP 47, for who has it read aloud. */
  readonly language: string | undefined
  readonly pages: number
}

export async function readPaper(pdf: Buffer): Promise<Paper> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const language = document.catalog.lookupMaybe(PDFName.of('Lang'), PDFString, PDFHexString)
  return {
    title: document.getTitle(),
    language: language?.decodeText(),
    pages: document.getPageCount(),
  }
}
