import { expect, test } from 'vitest'
import { makeOrderNumber } from './number.ts'
import { meaningOf, tagTerm, termsOf, trackingTerm } from './search-terms.ts'
import { customer, details, shippingAddress } from './told.fixtures.ts'

const print = (kind: string, value: string) => `print of ${kind} ${value}`
const termsOfPeople = (name: string, more: { phone?: string; billing?: string } = {}) =>
  termsOf(
    { number: 'K7WQ2M4X' },
    details.lines,
    {
      customer: { ...customer, name, ...(more.phone ? { phone: more.phone } : {}) },
      ...(more.billing ? { billingAddress: { ...shippingAddress, name: more.billing } } : {}),
    },
    print,
  )
const named = (...keys: string[]) => keys.map((key) => `name:print of name ${key}`)
const rest = ['number:k7wq2m4x', 'sku:book', 'sku:song', `email:print of email ${customer.email}`]

test.each<[what: string, name: string, keys: string[]]>([
  ['one word', 'Hanako', ['hanako']],
  [
    'the whole without spaces, and each word',
    'Ada King Lovelace',
    ['adakinglovelace', 'ada', 'king', 'lovelace'],
  ],
  ['words whatever is between them, and around them', ' Ada,  King ', ['adaking', 'ada', 'king']],
  ['wide letters and dots', 'チャールズ・ﾊﾞﾍﾞｯｼﾞ', ['チャールズバベッジ', 'チャールズ', 'バベッジ']],
  [
    'both sides of each place to part it, written without a space',
    '山田花',
    ['山田花', '山', '田花', '山田', '花'],
  ],
  ['no parts of one letter', '山', ['山']],
  ['no parts of words that are apart', '山田 花子', ['山田花子', '山田', '花子']],
  ['no parts of a word in letters that are not parted', 'ada', ['ada']],
  ['ten words at most', 'a b c d e f g h i j k', ['abcdefghij', ...'abcdefghij']],
])('a name is found by %s', (_, name, keys) => {
  expect(termsOfPeople(name)).toEqual([...rest, ...named(...keys)])
})

test('whom the bill goes to is found as well, each term once', () => {
  expect(termsOfPeople('Ada', { billing: 'Ada' })).toEqual([...rest, ...named('ada')])
  expect(termsOfPeople('Ada', { billing: 'Mary' })).toEqual([...rest, ...named('ada', 'mary')])
})

test('a phone is found by its last nine digits, and by its last eight', () => {
  const phones = ['phone:print of phone 012345678', 'phone:print of phone 12345678']
  expect(termsOfPeople('Ada', { phone: '+819012345678' })).toEqual([...rest, ...phones, ...named('ada')])
})

test('a tag and a tracking number have one spelling', () => {
  expect(tagTerm(' VIP ')).toBe('tag:vip')
  expect(trackingTerm('AB-12 34')).toBe('tracking:ab1234')
})

const both = (kind: string, value: string) => [
  `${kind}:current ${kind} ${value}`,
  `${kind}:earlier ${kind} ${value}`,
]
const meaning = (text: string) =>
  meaningOf(text, (kind, value) => [`current ${kind} ${value}`, `earlier ${kind} ${value}`])

test.each<[text: string, expected: ReturnType<typeof meaningOf>]>([
  ['partially shipped', { kind: 'status', status: 'partially_shipped' }],
  [' Placed ', { kind: 'status', status: 'placed' }],
  ['2026-11-23', { kind: 'day', day: '2026-11-23' }],
])('"%s" means one thing', (text, expected) => {
  expect(meaning(text)).toEqual(expected)
})

const long = 'x'.repeat(40)
test.each<[text: string, terms: string[], personal: string[]]>([
  ['Ada@Example.com', both('email', 'ada@example.com'), ['email']],
  ['BOOK', ['sku:book', 'tag:book', ...both('name', 'book')], ['name']],
  ['shirt.xl', ['sku:shirt.xl', 'tag:shirt.xl', ...both('name', 'shirt.xl')], ['name']],
  ['ab-12 34', ['tracking:ab1234', ...both('name', 'ab-1234'), ...both('name', '34ab-12')], ['name']],
  ['-ab12', ['sku:-ab12', 'tag:-ab12', ...both('name', '-ab12')], ['name']],
  ['a b!', [...both('name', 'ab!'), ...both('name', 'b!a')], ['name']],
  ['abcdef!', both('name', 'abcdef!'), ['name']],
  ['!abcdef', both('name', '!abcdef'), ['name']],
  ['é', ['tag:é', ...both('name', 'é')], ['name']],
  [long, [`sku:${long}`, `tracking:${long}`, `tag:${long}`, ...both('name', long)], ['name']],
  [`${long}x`, [`sku:${long}x`, `tracking:${long}x`, ...both('name', `${long}x`)], ['name']],
  ['42', ['sku:42', 'tag:42'], []],
  ['+81 (90) 1234-5678', both('phone', '012345678'), ['phone']],
  ['0012345', ['sku:0012345', 'tracking:0012345', 'tag:0012345', ...both('phone', '12345')], ['phone']],
  ['12345x', ['sku:12345x', 'tracking:12345x', 'tag:12345x', ...both('name', '12345x')], ['name']],
  ['x12345', ['sku:x12345', 'tracking:x12345', 'tag:x12345', ...both('name', 'x12345')], ['name']],
  ['🦊', [], []],
])('"%s" is asked for under each kind that it has the form of', (text, terms, personal) => {
  expect(meaning(text)).toEqual({ kind: 'terms', terms, personal })
})

test('a number is asked for as one where its check fits', () => {
  const number = makeOrderNumber(() => 7).toLowerCase()
  expect(meaning(number)).toMatchObject({ terms: expect.arrayContaining([`number:${number}`]) })
  expect(meaning(number.slice(1))).not.toMatchObject({
    terms: expect.arrayContaining([`number:${number.slice(1)}`]),
  })
})
