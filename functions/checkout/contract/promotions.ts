import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { categoryId, productId, promotionId, sku } from '#shared/ids.ts'
import { currency, type Money, price } from '#shared/money.ts'
import { texts } from '#shared/texts.ts'

const percent = z.int().check(z.minimum(1), z.maximum(100))

/** One amount per currency; in a currency that is not named the promotion does not apply. */
const amounts = z.array(price).check(
  z.minLength(1),
  z.maxLength(50),
  z.refine(
    (prices) => new Set(prices.map((each) => each.currency)).size === prices.length,
    'each currency once',
  ),
)
export type Amounts = z.infer<typeof amounts>

const units = z.int().check(z.minimum(1), z.maximum(100_000))

/** What a code looks like once it is written in capitals: letters, digits and dashes. */
export const promotionCode = z.string().check(z.regex(/^[A-Z0-9-]{1,40}$/))

/** A code as it is kept and compared: people type it in any case, and in full width. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').trim().toUpperCase()

/** A merchant's name for a group of customers: lower case. */
export const customerGroup = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

const scope = z.strictObject({
  products: z.optional(z.array(productId).check(z.minLength(1), z.maxLength(200))),
  categories: z.optional(z.array(categoryId).check(z.minLength(1), z.maxLength(100))),
  skus: z.optional(z.array(sku).check(z.minLength(1), z.maxLength(200))),
})
export type Scope = z.infer<typeof scope>

const conditions = z.strictObject({
  /** Applies only with one of these, or with one that was generated; absent: applies by itself. */
  codes: z.optional(z.array(promotionCode).check(z.maxLength(20))),
  /** What the goods in scope come to at least, before discounts. */
  minimum: z.optional(amounts),
  minimumQuantity: z.optional(units),
  /** Customers who are signed in and belong to one of them. */
  customerGroups: z.optional(z.array(customerGroup).check(z.minLength(1), z.maxLength(20))),
  firstOrder: z.optional(z.boolean()),
  currencies: z.optional(z.array(currency).check(z.minLength(1), z.maxLength(50))),
  from: z.optional(time),
  until: z.optional(time),
})

const limits = z.strictObject({
  /** Orders that may use it, of everybody together. */
  inAll: z.optional(units),
  /** Orders of one customer, told by their email address. */
  perCustomer: z.optional(units),
})

const shared = {
  name: texts(200),
  /** The goods that it is for: any that one of the lists names; absent: all. */
  scope: z.optional(scope),
  conditions: z.optional(conditions),
  limits: z.optional(limits),
  /** An exclusive one applies alone. */
  stacking: z._default(z.enum(['stackable', 'exclusive']), 'stackable'),
  /** The smallest number applies first; what comes later reduces what is left. */
  priority: z._default(z.int().check(z.minimum(0), z.maximum(1_000)), 100),
}

/** What is taken off from a number of units, or an amount, on: the highest tier that is reached. */
const quantityTier = z.strictObject({ from: units, percent })
const amountTier = z.strictObject({ from: amounts, percent })

/** Every kind of promotion, with what the caller says of each. */
const kindsWith = <More extends z.core.$ZodShape>(more: More) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ ...more, kind: z.literal('percentage'), ...shared, percent }),
    /** Off the goods in scope together, once per order. */
    z.strictObject({ ...more, kind: z.literal('amount'), ...shared, amounts }),
    /** What each unit in scope costs, where it is not cheaper already. */
    z.strictObject({ ...more, kind: z.literal('fixed_price'), ...shared, amounts }),
    /** Of each `buy + get` units in scope the `get` cheapest are reduced by `percent`, 100 if it is not said. */
    z.strictObject({
      ...more,
      kind: z.literal('buy_x_get_y'),
      ...shared,
      buy: units,
      get: units,
      percent: z._default(percent, 100),
      /** How often in one order; absent: as often as it comes. */
      times: z.optional(units),
    }),
    /** Of these levels of shipping; absent: of all. */
    z.strictObject({
      ...more,
      kind: z.literal('free_shipping'),
      ...shared,
      levels: z.optional(z.array(z.enum(['standard', 'express', 'same_day'])).check(z.minLength(1))),
    }),
    z.strictObject({
      ...more,
      kind: z.literal('tiered_by_quantity'),
      ...shared,
      tiers: z.array(quantityTier).check(z.minLength(1), z.maxLength(20)),
    }),
    z.strictObject({
      ...more,
      kind: z.literal('tiered_by_amount'),
      ...shared,
      tiers: z.array(amountTier).check(z.minLength(1), z.maxLength(20)),
    }),
  ])

/** Takes a part, an amount, or what is above a price off goods; gives some of them; or the shipping. */
export const promotion = kindsWith({})
export type Promotion = z.infer<typeof promotion>

/** A promotion as clients read it. */
export const promotionResource = kindsWith({
  id: promotionId,
  version: z.int(),
  /** Orders that use it; counted where its uses are limited. */
  used: z.int(),
})
export type PromotionResource = z.infer<typeof promotionResource>

/** The amount in a currency, in minor units; undefined where it is not named. */
export const amountIn = (of: readonly Money[], code: string): number | undefined =>
  of.find((each) => each.currency === code)?.amount
