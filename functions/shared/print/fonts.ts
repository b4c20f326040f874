import fontkit from '@cantoo/fontkit'
import { type PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib'
import { isComplete } from './runs.ts'

/** Font files by script; TrueType in WOFF. */
export interface FontFiles {
  readonly alphabets: readonly Uint8Array[]
  readonly japanese: Uint8Array
  readonly chinese: Uint8Array
}

/** Whose shapes Han characters have that both have: a few are drawn differently. */
export type HanShapes = 'japanese' | 'chinese'

/**
 * Fonts in the order they are asked for a character: Helvetica, which every viewer has; then, where that
 * lacks one of the texts' characters, the alphabets, and Han and kana. Only what is used of them is embedded.
 */
export async function embedFonts(
  document: PDFDocument,
  { alphabets, japanese, chinese }: FontFiles,
  { texts, han }: { texts: readonly string[]; han: HanShapes },
): Promise<PDFFont[]> {
  document.registerFontkit(fontkit)
  const fonts = [await document.embedFont(StandardFonts.Helvetica)]
  const inOrder = han === 'japanese' ? [japanese, chinese] : [chinese, japanese]
  for (const file of [...alphabets, ...inOrder]) {
    if (texts.every((text) => isComplete(text, fonts))) break
    fonts.push(await document.embedFont(file, { subset: true }))
  }
  return fonts
}
