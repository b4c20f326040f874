import { cartOfCustomer } from '#contexts/checkout/domain/carts/customers-cart.ts'
import { papersSubject } from '#contexts/documents/contract/held.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'
import { type Rules, violationsOf } from '#shared/invariants.ts'
import type { Context } from '#shared/names.ts'
import { type Sealed, sealed } from '#shared/personal.ts'
import type { Item } from '#shared/store/store.ts'

/**
 * Whether what is sealed for a subject can be opened: `ended` for ever by an erasure, which lets no other key be made;
 * `none` where there never was a key, or where its time is over.
 */
export type KeyState = 'there' | 'ended' | 'none'

/** An item of the table of a context. */
export interface Found {
  readonly context: Context
  readonly item: Item
}

/** All that is left of a customer who was erased. */
export interface ErasedBooks {
  readonly customerId: CustomerId
  /** Theirs, which are over: who ordered is needed no more. */
  readonly orders: readonly OrderId[]
  /** Every item that names the customer, or one of the orders. */
  readonly items: readonly Found[]
  /** Of the customer, of the orders and their papers, and of whoever has something sealed in the items. */
  readonly keys: ReadonlyMap<string, KeyState>
}

/** What must hold of every customer who was erased. An auditor knows nobody's name: it looks where one could stand. */
const RULES: Rules<ErasedBooks> = {
  'the key of an erased customer has ended, and is never made again': ({ customerId, keys }) =>
    keys.get(customerId) === 'ended' ? [] : [`the key of ${customerId} is ${keys.get(customerId)}`],

  'no order of an erased customer has a key': ({ customerId, orders, keys }) =>
    orders
      .filter((id) => keys.get(id) === 'there')
      .map((id) => `that of ${id} is there, and ${customerId} was erased`),

  'the papers of an erased customer have a key only where the law wants them kept': (books) =>
    books.orders
      .filter((id) => books.keys.get(papersSubject(id)) === 'there' && !hasPapers(books, id))
      .map((id) => `${id} has no papers, and their key is there`),

  'nothing opens that is sealed where an erased customer is named': (books) =>
    books.items.flatMap(({ context, item }) =>
      boxesIn(item)
        .filter((box) => !isKept(books, context, box) && opens(box, books.keys))
        .map((box) => `${placeOf({ context, item })} has a box of ${box.subjectId}`),
    ),

  'who says what was personal finds no order of an erased customer': ({ customerId, items }) =>
    items
      .filter(({ context, item }) => context === 'orders' && FOUND_BY_PERSON.test(item.pk))
      .map(({ item }) => `${item.sk} of ${customerId} is found by ${FOUND_BY_PERSON.exec(item.pk)?.[1]}`),

  'only the books name an erased customer': ({ customerId, items }) =>
    items
      .filter(
        ({ context, item }) =>
          isNamed(customerId, item) && !mayName(context, item) && !toldByAGuestsCart(customerId, item),
      )
      .map((found) => `${placeOf(found)} names ${customerId}`),

  'an erased customer has no saved cards': ({ customerId, items }) =>
    items
      .filter(({ context, item }) => context === 'payments' && item['gatewayCustomer'] !== undefined)
      .map((found) => `${placeOf(found)} knows ${customerId} at the gateway`),

  'nothing says readably who an erased customer was': ({ items }) =>
    items.flatMap((found) => readablePlaces(found.item).map((path) => `${placeOf(found)} at ${path}`)),
}

/** What is left of an erased customer that should not be; nothing, always. */
export const erasureViolations = violationsOf(RULES)

const placeOf = ({ context, item: { pk, sk } }: Found): string => `${context} ${pk} ${sk}`

/** Orders are found by fingerprints of these, and by what says nothing of a person. */
const FOUND_BY_PERSON = /^FIND#(email|phone|name):/

/**
 * Where the id of a customer stays, as it is what the books say of whose an order was, or that somebody was erased; or
 * goes by itself, idempotency keys after 30 days. Of history, events are kept as they were told, sealed.
 */
const MAY_NAME: Readonly<Partial<Record<Context, RegExp>>> = {
  customers:
    /^(ERASURE#|EXPORT#|VERIFICATION#|ATTEMPTS#SECOND_FACTOR#|CUSTOMER#cus_[0-9a-z]+ (HISTORY|CONSENT)#)/,
  orders: /^(ORDER#|CUSTOMER#|IDEMPOTENCY#placeOrder#)/,
  payments: /^(PAY#|WALLET#)/,
  /** The mark, so that nothing which is under way keeps anything again; in checkout too. */
  notifications: /^(DELIVERY#|SENT#|ERASED#)/,
  checkout: /^ERASED#/,
}

const mayName = (context: Context, { pk, sk }: Item): boolean =>
  MAY_NAME[context]?.test(`${pk} ${sk}`) ?? false

const GUESTS_CART = /^CART#(crt_[0-9a-z]{26})$/

/** A guest's cart that went into theirs tells by whom, until it is forgotten: the customer is known by the id alone. */
const toldByAGuestsCart = (id: CustomerId, { pk, sk }: Item): boolean => {
  const [, cart] = GUESTS_CART.exec(pk) ?? []
  return cart !== undefined && cart !== cartOfCustomer(id) && sk.startsWith('HISTORY#')
}

/** Whose key something was sealed under, names nobody by itself. */
const isNamed = (id: CustomerId, item: Item): boolean =>
  textsIn(item).some(({ text, name }) => name.includes(id) || text.includes(id))

const hasPapers = ({ items }: ErasedBooks, id: OrderId): boolean =>
  items.some(
    ({ context, item: { pk, sk } }) =>
      context === 'documents' && pk === `ORDER#${id}` && sk.startsWith('DOCUMENT#'),
  )

/** The buyer on papers that were issued, and what others sent as it came, have times of their own. */
const isKept = (books: ErasedBooks, context: Context, { subjectId }: Sealed): boolean =>
  subjectId.startsWith('webhook:') ||
  (context === 'documents' &&
    books.orders.some((id) => subjectId === papersSubject(id) && hasPapers(books, id)))

/** Boxes of version 1 are under the key of the stage: only an ended key of their subject keeps them shut. */
const opens = ({ subjectId, box }: Sealed, keys: ErasedBooks['keys']): boolean =>
  keys.get(subjectId) === 'there' || (keys.get(subjectId) !== 'ended' && box.startsWith('1.'))

/** All that is sealed in a value. */
export function boxesIn(value: unknown): Sealed[] {
  if (typeof value !== 'object' || value === null) return []
  const box = sealed.safeParse(value)
  return box.success ? [box.data] : Object.values(value).flatMap(boxesIn)
}

interface Text {
  /** The names of the attributes that lead to it, each after a slash. */
  readonly name: string
  readonly text: string
}

/** All texts that are not sealed. */
function textsIn(value: unknown, name = ''): Text[] {
  if (typeof value === 'string') return [{ name, text: value }]
  if (typeof value !== 'object' || value === null || sealed.safeParse(value).success) return []
  return Object.entries(value).flatMap(([inner, content]) => textsIn(content, `${name}/${inner}`))
}

/** Attributes that say who somebody is, and whatever is within those that tell of one. */
const OF_A_PERSON =
  /\/(email|phone|line1|line2|signedBy|customerNote|taxId)$|\/(people|person|personal|customer|recipient|buyer|shippingAddress|billingAddress|addresses|device|asked|words)\b/
/** A place of business has an address too, and staff who act have names. */
const OF_THE_SHOP = /\/(seller|sender|location|actor|by|askedBy|placedBy)\b/
/** SES may call a mail `<id>@<host of its own>`: that is nobody's address. */
const EMAIL = /[^\s@/]+@(?!([\w-]+\.)?amazonses\.com)[^\s@/]+\.[a-z]{2,}/i

/** The names alone: what stands there is not told. */
const readablePlaces = (item: Item): string[] =>
  textsIn(item)
    .filter(({ name, text }) => !OF_THE_SHOP.test(name) && (OF_A_PERSON.test(name) || EMAIL.test(text)))
    .map(({ name }) => name)
