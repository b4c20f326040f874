import { expect, test } from 'vitest'
import { decodeForm } from './form.ts'

test.each([
  ['amount=100&currency=jpy', { amount: '100', currency: 'jpy' }],
  ['metadata[orderId]=ord_1&metadata[note]=a%26b', { metadata: { orderId: 'ord_1', note: 'a&b' } }],
  ['expand[0]=latest_charge&expand[1]=customer', { expand: ['latest_charge', 'customer'] }],
  ['expand[]=latest_charge&expand[]=customer', { expand: ['latest_charge', 'customer'] }],
  ['a[b][c][0][d]=1', { a: { b: { c: [{ d: '1' }] } } }],
  ['metadata=', { metadata: '' }],
  ['', {}],
])('%s', (form, decoded) => {
  expect(decodeForm(form)).toEqual(decoded)
})

test('a key cannot reach the prototype of objects', () => {
  decodeForm('__proto__[polluted]=1&constructor[prototype][polluted]=1')
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})
