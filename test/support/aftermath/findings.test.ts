import { expect, test } from 'vitest'
import { findings, type Trace } from './findings.ts'

const values = ['山田 花子', 'hanako@example.com', '+81312345678']
const trace = (text: string): Trace => ({ place: 'log orders', text })

test('a value that was planted is found, where and in what', () => {
  const [found, ...more] = findings(values, [trace('{"ok":true}'), trace('{"to":"hanako@example.com"}')])
  expect(more).toEqual([])
  expect(found).toEqual({
    place: 'log orders',
    value: 'hanako@example.com',
    excerpt: '{"to":"hanako@example.com"}',
  })
})

test.each([
  ['JSON in ASCII', '{"name":"\\u5c71\\u7530 \\u82b1\\u5b50"}', '山田 花子'],
  ['an address', '/search?q=%E5%B1%B1%E7%94%B0%20%E8%8A%B1%E5%AD%90', '山田 花子'],
  ['a form', 'phone=%2B81312345678', '+81312345678'],
])('also as it stands in %s', (_, text, value) => {
  expect(findings(values, [trace(text)]).map((found) => found.value)).toEqual([value])
})

test('what holds no value is clean', () => {
  expect(findings(values, [trace('{"orderId":"ord_1","actor":"guest"}'), trace('')])).toEqual([])
})
