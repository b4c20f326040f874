import cyrillic from './fonts/noto-sans-cyrillic.woff'
import greek from './fonts/noto-sans-greek.woff'
import japanese from './fonts/noto-sans-jp.woff'
import symbols from './fonts/noto-sans-jp-symbols.woff'
import latin from './fonts/noto-sans-latin.woff'
import latinExtended from './fonts/noto-sans-latin-ext.woff'
import chinese from './fonts/noto-sans-sc.woff'
import vietnamese from './fonts/noto-sans-vietnamese.woff'
import type { FontFiles } from './fonts.ts'

/** Noto Sans, put into the bundle by esbuild's `binary` loader; its license is in fonts/LICENSE. */
export const fontFiles: FontFiles = {
  latin,
  alphabets: [latinExtended, greek, cyrillic, vietnamese],
  japanese,
  chinese,
  symbols,
}
