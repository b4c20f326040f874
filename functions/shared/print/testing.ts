import { readFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { FontFiles } from './fonts.ts'

const file = (name: string) => readFileSync(new URL(`./fonts/noto-sans-${name}.woff`, import.meta.url))

/** The fonts as the bundles have them, read from their files: for tests and tools. */
export const readFontFiles = (): FontFiles => ({
  latin: file('latin'),
  alphabets: ['latin-ext', 'greek', 'cyrillic', 'vietnamese'].map(file),
  japanese: file('jp'),
  chinese: file('sc'),
  symbols: file('jp-symbols'),
})

/** The fonts that a PDF has, by the names it gives them. */
export async function fontsOf(pdf: Uint8Array): Promise<string[]> {
  const document = await PDFDocument.load(pdf)
  const names = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => /\/BaseFont \/([A-Za-z]+)/.exec(object.toString())?.[1] ?? [])
  return [...new Set(names)]
}
