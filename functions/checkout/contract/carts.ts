import * as z from 'zod/mini'
import { email } from '#shared/address.ts'
import { locale, text, time } from '#shared/http/schemas.ts'
import { sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'

export { type CartId, cartId } from '#shared/ids.ts'

/** As many lines as one order may have. */
export const MOST_LINES = 200
/** As many of them can be put into a new cart at once. */
export const MOST_LINES_AT_ONCE = 50

/** As many as a quote takes. */
export const MOST_CODES = 10

export const quantity = z.int().check(z.minimum(1), z.maximum(100_000))

export const wantedLine = z.strictObject({ sku, quantity })
export type WantedLine = z.infer<typeof wantedLine>

/** What a cart is set to. */
export const cartSettings = z.strictObject({
  currency,
  locale,
  /** Of promotions; a quote from the cart tells what became of each. */
  codes: z._default(z.array(text(64)).check(z.maxLength(MOST_CODES)), []),
})
export type CartSettings = z.infer<typeof cartSettings>

/** What is otherwise than when the buyer put the line there or last changed it. */
const lineChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('price'), from: price, to: price }),
  /** There are fewer than the line wants, as far as is known now. */
  z.strictObject({ kind: z.literal('stock'), available: z.int() }),
  /** It is not sold any more, or not in this currency. */
  z.strictObject({ kind: z.literal('withdrawn') }),
])

/** A line of a cart: a cart has one per SKU. Money is in minor units, as priced now. */
export const cartLine = z.strictObject({
  /** The SKU: it names the line in addresses. */
  lineId: sku,
  sku,
  /** Absent, as prices are, where it is not sold any more. */
  name: z.optional(z.string()),
  quantity: z.int(),
  unitPrice: z.optional(price),
  subtotal: z.optional(price),
  availability: z.enum(['in_stock', 'low', 'not_enough']),
  /** How many there are, where that is not enough. */
  available: z.optional(z.int()),
  changes: z.array(lineChange),
  addedAt: time,
})
export type ShownLine = z.infer<typeof cartLine>

/** A cart in short: what adding to it answers, whatever else is in it. */
export const cartSummary = z.strictObject({
  version: z.int(),
  /** How many lines it has, and how many units they want together. */
  lines: z.int(),
  units: z.int(),
})
export type CartSummary = z.infer<typeof cartSummary>

export const cart = z.strictObject({
  /** Of a guest's cart: who has it may use the cart, so it is to be kept like a password. */
  id: z.optional(z.string()),
  version: z.int(),
  currency,
  locale,
  codes: z.array(z.string()),
  lines: z.array(cartLine),
  units: z.int(),
  /** Whether somebody is to be mailed when it is left behind. */
  reminder: z.boolean(),
  /** Of the lines that have a price, before promotions, shipping, and tax where it comes on top. */
  subtotal: price,
  createdAt: time,
  /** When somebody last changed it. */
  updatedAt: time,
})
export type ShownCart = z.infer<typeof cart>

/** A link by which a cart goes on on another device. */
export const cartLink = z.strictObject({ token: z.string(), url: z.string(), expiresAt: time })
export type CartLink = z.infer<typeof cartLink>

/** Whom to mail once when the cart is left behind; only who agrees is. */
export const cartReminder = z.strictObject({ email, consent: z.literal(true) })
export type WantedReminder = z.infer<typeof cartReminder>
