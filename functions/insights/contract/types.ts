import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { mediaId, productId, sku } from '#shared/ids.ts'
import { price } from '#shared/money.ts'
import { texts } from '#shared/texts.ts'

/** A random name that a shop gives a browser whose user consents, such as a UUID; it is of nobody's making but chance's. */
export const visitorId = z.string().check(z.regex(/^[0-9a-z-]{16,64}$/))

/** The shop's own name for an event: by it, and by the visitor, a repeated one is known. */
const eventName = z.string().check(z.regex(/^[0-9A-Za-z_-]{1,64}$/))

/** The steps of a checkout, in their order. */
export const CHECKOUT_STEPS = [
  'checkout_started',
  'checkout_shipping',
  'checkout_payment',
  'order_placed',
] as const

/** All that visitors are seen to do, in the order in which a visit goes. */
export const STEPS = ['view', 'search', 'add_to_cart', ...CHECKOUT_STEPS] as const
export type Step = (typeof STEPS)[number]

/** `at` is the browser's time. */
const seen = { id: eventName, at: time }
const ofProduct = { ...seen, productId, sku: z.optional(sku) }

/** Something that a visitor did. */
export const visitorEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('view'), ...ofProduct }),
  z.strictObject({
    type: z.literal('search'),
    ...seen,
    /** As it was typed; kept are its words alone, without those that have a digit or an @. */
    query: z.string().check(z.maxLength(10_000)),
    resultCount: z.int().check(z.minimum(0)),
  }),
  z.strictObject({ type: z.literal('add_to_cart'), ...ofProduct }),
  z.strictObject({ type: z.enum(CHECKOUT_STEPS), ...seen }),
])
export type VisitorEvent = z.infer<typeof visitorEvent>

/** Why an event was not kept. */
export const NOT_KEPT = ['no_consent', 'repeated', 'too_old', 'in_the_future', 'too_many'] as const
export type NotKept = (typeof NOT_KEPT)[number]

/** A product that is recommended: what a shelf shows of it. */
export const recommendedProduct = z.strictObject({
  id: productId,
  name: texts(300),
  /** Of its first picture. */
  mediaId: z.optional(mediaId),
  /** From its cheapest to its dearest variant, where a currency is asked for. */
  price: z.optional(z.strictObject({ from: price, to: price })),
})
export type RecommendedProduct = z.infer<typeof recommendedProduct>

const counted = z.strictObject({
  /** How often it was done. */
  events: z.int(),
  /** In how many visits it was done. */
  visits: z.int(),
})

/** What visitors did. A visit is what one visitor does in one day (UTC). */
export const funnelCounts = z.strictObject({
  visits: z.int(),
  steps: z.strictObject({
    view: counted,
    search: counted,
    add_to_cart: counted,
    checkout_started: counted,
    checkout_shipping: counted,
    checkout_payment: counted,
    order_placed: counted,
  }),
  carts: z.strictObject({
    /** Visits that put something into the cart. */
    filled: z.int(),
    /** Of these, those whose visitor placed an order within 24 hours of the last thing that was put in. */
    ordered: z.int(),
    /** Those for which these 24 hours have passed without an order. */
    abandoned: z.int(),
  }),
  /** What was searched for in vain in at least three visits of a day, the most visits first. */
  missedSearches: z.array(z.strictObject({ words: z.string(), visits: z.int() })),
})
export type FunnelCounts = z.infer<typeof funnelCounts>
