import fontkit from '@cantoo/fontkit'
import { type PDFDocument, type PDFFont, StandardFonts } from '@cantoo/pdf-lib'
import { isComplete } from './runs.ts'

/** Font files by script; TrueType in WOFF. */
export interface FontFiles {
  readonly latin: Uint8Array
  readonly alphabets: readonly Uint8Array[]
  readonly japanese: Uint8Array
  readonly chinese: Uint8Array
  /** Numbers in circles, arrows, units and other signs that stand among Han and kana. */
  readonly symbols: Uint8Array
}

/** Whose shapes Han characters have that both have: a few are drawn differently. */
export type HanShapes = 'japanese' | 'chinese'

interface Wanted {
  readonly texts: readonly string[]
  readonly han: HanShapes
  /** `standard`: Helvetica, which every viewer has; `embedded`: Noto Sans, so that it looks alike everywhere. */
  readonly latin: 'standard' | 'embedded'
}

/**
 * Fonts in the order they are asked for a character: Latin; then, where that lacks one of the texts'
 * characters, the alphabets, Han and kana, and signs. Only what is used of them is embedded.
 */
export async function embedFonts(
  document: PDFDocument,
  files: FontFiles,
  { texts, han, latin }: Wanted,
): Promise<PDFFont[]> {
  document.registerFontkit(fontkit)
  const embed = (file: Uint8Array) => document.embedFont(file, { subset: true })
  const first = latin === 'standard' ? document.embedFont(StandardFonts.Helvetica) : embed(files.latin)
  const fonts = [await first]
  const { alphabets, japanese, chinese, symbols } = files
  const inOrder = han === 'japanese' ? [japanese, symbols, chinese] : [chinese, symbols, japanese]
  for (const file of [...alphabets, ...inOrder]) {
    if (texts.every((text) => isComplete(text, fonts))) break
    fonts.push(await embed(file))
  }
  return fonts
}
