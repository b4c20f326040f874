import type { RowFault } from './faults.ts'

type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: RowFault }

/** What files begin with that are no text. */
const SIGNATURES: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['an Excel workbook (.xlsx) or another ZIP archive', [0x50, 0x4b, 0x03, 0x04]],
  ['an Excel workbook (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a gzip archive', [0x1f, 0x8b]],
  ['a picture (PNG)', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture (JPEG)', [0xff, 0xd8, 0xff]],
]

/** Byte order marks of encodings that are not taken; UTF-32 before UTF-16, whose mark is its beginning. */
const MARKS: typeof SIGNATURES = [
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
]

/** Of older encodings, those that spreadsheets still write, and by which characters a text in them is known. */
const OLDER: readonly (readonly [label: string, name: string, telling: RegExp])[] = [
  ['shift_jis', 'Shift_JIS', /[\u3041-\u30fa]/],
  ['euc-jp', 'EUC-JP', /[\u3041-\u30fa]/],
  ['gb18030', 'GB18030 or GBK', /[\u4e00-\u9fff]/],
]

const WHAT_TO_DO =
  'Save it as UTF-8: in Excel, "CSV UTF-8 (comma delimited)"; in other programs, the encoding UTF-8.'

/** The text of a file: UTF-8, with or without a byte order mark. Else what it seems to be, and what to do. */
export function decode(bytes: Uint8Array): Decoded {
  const begins = ([, signature]: (typeof SIGNATURES)[number]) =>
    signature.every((byte, index) => bytes[index] === byte)
  const mark = MARKS.find(begins)
  if (mark) return wrongEncoding(1, `This is ${mark[0]}. ${WHAT_TO_DO}`)
  const other = SIGNATURES.find(begins)
  if (other) return notText(`This is ${other[0]}, no text. Export it as CSV in UTF-8, or as JSON.`)
  const zero = bytes.subarray(0, 4_096).indexOf(0)
  if (zero >= 0)
    return bytes[zero ^ 1] === 0
      ? notText('This is no text: it has zero bytes. Export the products as CSV in UTF-8, or as JSON.')
      : wrongEncoding(1, `This seems to be UTF-16. ${WHAT_TO_DO}`)
  const text = decodeAs('utf-8', bytes)
  if (text !== undefined) return { ok: true, text }
  const line = firstBrokenLine(bytes)
  return wrongEncoding(line, `Line ${line} is not UTF-8; the file seems to be ${guess(bytes)}. ${WHAT_TO_DO}`)
}

const wrongEncoding = (line: number, detail: string): Decoded => ({
  ok: false,
  fault: { line, code: 'wrong_encoding', detail },
})

const notText = (detail: string): Decoded => ({ ok: false, fault: { line: 1, code: 'not_text', detail } })

/** Undefined where the bytes are no text of the encoding. A byte order mark is left out. */
function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start)
    const end = found < 0 ? bytes.length : found + 1
    if (decodeAs('utf-8', bytes.subarray(start, end)) === undefined) return line
    start = end
  }
  return line
}

const guess = (bytes: Uint8Array): string =>
  OLDER.find(([label, , telling]) => telling.test(decodeAs(label, bytes) ?? ''))?.[1] ??
  'Windows-1252 or another older encoding'
