import type { PDFFont } from '@cantoo/pdf-lib'

/** Characters in a row that one font has. */
export interface Run {
  readonly text: string
  readonly font: PDFFont
}

/** What is printed for a character that no font has, such as an emoji. */
const MISSING = '?'

const characters = new WeakMap<PDFFont, ReadonlySet<number>>()

function has(font: PDFFont, character: string): boolean {
  const known = characters.get(font) ?? new Set(font.getCharacterSet())
  characters.set(font, known)
  return known.has(character.codePointAt(0) ?? 0)
}

/** Whether every character of a text is in one of the fonts. */
export const isComplete = (text: string, fonts: readonly PDFFont[]): boolean =>
  [...printable(text)].every((character) => fonts.some((font) => has(font, character)))

/**
 * Splits a text by fonts: each character is written in the first font that has it; one that none has in its
 * plain form, as `Ⅲ` in three letters (Unicode Standard Annex 15, compatibility composition).
 */
export function runsOf(text: string, fonts: readonly PDFFont[]): Run[] {
  const [fallback] = fonts
  const runs: { text: string; font: PDFFont }[] = []
  for (const character of [...printable(text)].flatMap(plainer)) {
    const font = fonts.find((each) => has(each, character)) ?? fallback
    if (!font) continue
    const shown = has(font, character) ? character : MISSING
    const last = runs.at(-1)
    if (last?.font === font) last.text += shown
    else runs.push({ text: shown, font })
  }
  return runs

  function plainer(character: string): string[] {
    return fonts.some((font) => has(font, character)) ? [character] : [...character.normalize('NFKC')]
  }
}

/** Points of 1/72 inch. */
export const widthOf = (runs: readonly Run[], size: number): number =>
  runs.reduce((sum, { text, font }) => sum + font.widthOfTextAtSize(text, size), 0)

/** Composed where it can be, spaces of any width as one, without controls and what only joins or turns others. */
const printable = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\p{Cc}+|[\u00a0\u2000-\u200a\u202f\u205f]/gu, ' ')
    .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
