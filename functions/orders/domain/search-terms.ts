import { date } from '#shared/http/schemas.ts'
import type { Personal } from '#shared/personal.ts'
import type { PersonalKey } from '../contract/desk-types.ts'
import { type OrderStatus, orderStatus } from '../contract/types.ts'
import type { OrderDetails, People } from './details.ts'
import { isOrderNumber } from './number.ts'

type Fingerprint = Personal['fingerprint']
type Fingerprints = Personal['fingerprints']

/** What an order is found by: `<kind>:<value>`. What says something about a person is a fingerprint. */
export type Term = string

/** One spelling for many: width, ligatures and case are folded (Unicode normalization form KC). */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

const plain = (kind: 'number' | 'sku' | 'tracking' | 'tag', value: string): Term => `${kind}:${fold(value)}`
const personal = (kind: PersonalKey, value: string, fingerprint: Fingerprint): Term =>
  `${kind}:${fingerprint(kind, value)}`

export const tagTerm = (tag: string): Term => plain('tag', tag)
export const trackingTerm = (trackingNumber: string): Term =>
  plain('tracking', trackingNumber.replaceAll(/[\s-]/g, ''))

/**
 * A phone number is known by its last nine digits, and for countries whose numbers are shorter by its last
 * eight: so it is found with its country code and without.
 */
const PHONE_DIGITS = [9, 8] as const

const digitsOf = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '')
const phoneKeys = (text: string): string[] => PHONE_DIGITS.map((digits) => digitsOf(text).slice(-digits))

/** As people dial it, the number has a 0 before that it does not have after a country code. */
const askedPhoneKey = (text: string): string => digitsOf(text).replace(/^0+/, '').slice(-PHONE_DIGITS[0])

/** A name has few words; what is beyond is found by the whole. */
const MAX_WORDS = 10

/** Names in these scripts are often written without a space between family and given name. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]{2,8}$/u

const wordsOf = (name: string): string[] =>
  fold(name)
    .split(/[\s・,]/u)
    .filter(Boolean)
    .slice(0, MAX_WORDS)

/** The whole name without spaces, each of its words, and where there is but one, both sides of each place to part it. */
function nameKeys(name: string): string[] {
  const words = wordsOf(name)
  const [only = '', ...others] = words
  const letters = others.length === 0 && UNSPACED.test(only) ? [...only] : []
  const parts = letters
    .slice(1)
    .flatMap((_, index) => [letters.slice(0, index + 1).join(''), letters.slice(index + 1).join('')])
  return [words.join(''), ...words, ...parts]
}

export const emailTerm = (email: string, fingerprint: Fingerprint): Term =>
  personal('email', email, fingerprint)

/** The terms that an address may be kept under, by the current secret and by those before it. */
export const emailTerms = (email: string, fingerprints: Fingerprints): Term[] =>
  fingerprints('email', email).map((print) => `email:${print}`)

/** All terms of an order that are known when it is placed; of one who was erased, none says anything of a person. */
export function termsOf(
  order: { readonly number: string },
  lines: OrderDetails['lines'],
  who: People | undefined,
  fingerprint: Fingerprint,
): Term[] {
  const parties = who
    ? [who.customer, who.shippingAddress, who.billingAddress].filter((one) => one !== undefined)
    : []
  const phones = parties.flatMap(({ phone }) => (phone ? phoneKeys(phone) : []))
  return [
    ...new Set([
      plain('number', order.number),
      ...lines.map(({ sku }) => plain('sku', sku)),
      ...(who ? [emailTerm(who.customer.email, fingerprint)] : []),
      ...phones.map((key) => personal('phone', key, fingerprint)),
      ...parties.flatMap(({ name }) => nameKeys(name)).map((key) => personal('name', key, fingerprint)),
    ]),
  ]
}

/** What a text that was searched for can mean. */
export type Meaning =
  | { readonly kind: 'status'; readonly status: OrderStatus }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'terms'; readonly terms: readonly Term[]; readonly personal: readonly PersonalKey[] }

/**
 * A status and a day mean nothing else; any other text is asked for under each kind it has the form of, and
 * what says something about a person under each secret that it may have been kept by.
 */
export function meaningOf(text: string, fingerprints: Fingerprints): Meaning {
  const asked = fold(text)
  const status = orderStatus.safeParse(asked.replaceAll(' ', '_'))
  if (status.success) return { kind: 'status', status: status.data }
  if (date.safeParse(asked).success) return { kind: 'day', day: asked }
  const people = personalMeanings(asked)
  const terms = [
    ...(isOrderNumber(asked.toUpperCase()) ? [plain('number', asked)] : []),
    ...(/^[a-z0-9._-]{1,64}$/.test(asked) ? [plain('sku', asked)] : []),
    ...(/^[a-z0-9][a-z0-9 -]{4,50}$/.test(asked) ? [trackingTerm(asked)] : []),
    ...(/^[\p{L}\p{N}_:.-]{1,40}$/u.test(asked) ? [tagTerm(asked)] : []),
    ...people.flatMap(([kind, value]) => fingerprints(kind, value).map((print) => `${kind}:${print}`)),
  ]
  return { kind: 'terms', terms: [...new Set(terms)], personal: [...new Set(people.map(([kind]) => kind))] }
}

function personalMeanings(asked: string): (readonly [PersonalKey, string])[] {
  if (asked.includes('@')) return [['email', asked]]
  if (/^\+?[\d\s().-]{5,}$/.test(asked)) return [['phone', askedPhoneKey(asked)]]
  const words = wordsOf(asked)
  if (!/\p{L}/u.test(asked)) return []
  return [words, words.toReversed()].map((order) => ['name', order.join('')] as const)
}
