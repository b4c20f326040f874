import japanese from './fonts/noto-sans-jp.woff'
import latinExtended from './fonts/noto-sans-latin-ext.woff'
import chinese from './fonts/noto-sans-sc.woff'
import type { LabelFonts } from './label-pdf.ts'

/** Noto Sans (SIL Open Font License 1.1, see fonts/LICENSE), put into the bundle by esbuild's `binary` loader. */
export const labelFonts: LabelFonts = { japanese, chinese, latinExtended }
