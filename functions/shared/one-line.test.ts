import { expect, test } from 'vitest'
import { lineFaultsOf, refuseLines } from './one-line.ts'

test.each(['a\nb', 'a\r\nBcc: x@example.com', 'a\u2028b', 'a\u0000b', 'a\tb', 'a\u0085b'])(
  'more than a line is refused: %j',
  (text) => {
    expect(refuseLines({ '/name': text, '/other': 'fine' })).toMatchObject({
      ...{ ok: false, code: 'impossible', detail: expect.stringContaining('/name') },
      errors: [{ pointer: '/name', code: 'impossible' }],
    })
  },
)

test('a line in any script is not', () => {
  expect(refuseLines({ '/name': '山田\u3000花子 🎁 O’Brien', '/phone': undefined })).toBeUndefined()
})

test('a text by language is looked at in each', () => {
  expect(lineFaultsOf('/name', { en: 'a', 'zh-Hans': 'a\nb' }).map(({ pointer }) => pointer)).toEqual([
    '/name/zh-Hans',
  ])
})
