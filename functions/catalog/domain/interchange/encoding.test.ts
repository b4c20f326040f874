import { expect, it } from 'vitest'
import { decode } from './encoding.ts'

const HEAD = 'id,name.ja\n'
const JAPANESE = [0x83, 0x65, 0x83, 0x58, 0x83, 0x67] // "テスト" in Shift_JIS
const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

it.each([
  ['UTF-8', bytes(HEAD, 'A,テスト')],
  ['UTF-8 with a byte order mark', bytes([0xef, 0xbb, 0xbf], HEAD, 'A,テスト')],
])('%s is taken', (_, file) => {
  expect(decode(file)).toEqual({ ok: true, text: `${HEAD}A,テスト` })
})

it.each([
  ['UTF-16', 1, bytes([0xff, 0xfe], [...Buffer.from(HEAD, 'utf16le')])],
  ['UTF-16', 1, bytes([0xfe, 0xff], [...Buffer.from(HEAD, 'utf16le').swap16()])],
  ['seems to be UTF-16', 1, bytes([...Buffer.from(HEAD, 'utf16le')])],
  ['UTF-32', 1, bytes([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0])],
  ['Shift_JIS', 2, bytes(HEAD, 'A,', JAPANESE, '\n')],
  ['EUC-JP', 3, bytes(HEAD, 'A,x\n', [0xa4, 0xc6, 0xa4, 0xb9, 0xa4, 0xc8])],
  ['GB18030', 2, bytes(HEAD, [0xb2, 0xe2, 0xca, 0xd4])],
  ['Windows-1252', 2, bytes(HEAD, 'A,Caf', [0xe9], '\n')],
])('%s is recognized and refused, with its line and what to do', (name, line, file) => {
  const fault = { code: 'wrong_encoding', line, detail: expect.stringContaining(name) }
  expect(decode(file)).toMatchObject({ ok: false, fault })
  expect(decode(file)).toMatchObject({ fault: { detail: expect.stringContaining('CSV UTF-8') } })
})

it.each([
  ['Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
  ['PDF', [...Buffer.from('%PDF-1.7')]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['zero bytes', [1, 2, 0, 0, 5]],
])('what is no text (%s) is called what it is', (name, file) => {
  expect(decode(bytes(file))).toMatchObject({
    ok: false,
    fault: { code: 'not_text', line: 1, detail: expect.stringContaining(name) },
  })
})
