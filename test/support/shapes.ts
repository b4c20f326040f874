import * as z from 'zod/mini'

/** What journeys read of the answers: they are clients, and know the public contract only. */
const money = z.object({ amount: z.number(), currency: z.string() })

export const quote = z.object({
  id: z.string(),
  lines: z.array(
    z.object({
      sku: z.string(),
      name: z.string(),
      quantity: z.number(),
      availability: z.optional(z.string()),
    }),
  ),
  shippingOptions: z.array(
    z.object({
      id: z.string(),
      level: z.string(),
      carrier: z.string(),
      service: z.string(),
      total: money,
      promise: z.object({ earliest: z.string(), latest: z.string() }),
    }),
  ),
  quote: z.string(),
})
/** A cart, whoever's it is. */
export const anyCart = z.object({
  version: z.number(),
  units: z.number(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      quantity: z.number(),
      changes: z.array(z.looseObject({ kind: z.string() })),
    }),
  ),
})

/** What promotions take off a quote or an order. */
const discount = z.object({
  promotionId: z.string(),
  code: z.optional(z.string()),
  target: z.string(),
  amount: money,
  explanation: z.string(),
})
export const discountedQuote = z.object({
  lines: z.array(z.object({ sku: z.string(), subtotal: money, discount: money, total: money })),
  totals: z.object({ subtotal: money, discount: money, tax: money }),
  shippingOptions: z.array(
    z.object({ level: z.string(), price: money, total: money, discounts: z.array(discount) }),
  ),
  discounts: z.array(discount),
  codes: z.array(z.object({ code: z.string(), applied: z.boolean(), reason: z.optional(z.string()) })),
})
export const generatedCodes = z.object({ codes: z.array(z.string()) })
export const discountedOrder = z.object({
  lines: z.array(z.object({ sku: z.string(), total: money, discount: z.optional(money) })),
  discounts: z.array(discount),
})
/** A guest's cart, and a link to it. */
export const cart = z.extend(anyCart, { id: z.string() })
export type Cart = z.infer<typeof cart>
export const cartLink = z.object({ token: z.string(), url: z.string() })

/** What a quote asks for its lines. */
export const pricedQuote = z.object({ lines: z.array(z.object({ sku: z.string(), unitPrice: money })) })
export type Quote = z.infer<typeof quote>

export const order = z.object({
  id: z.string(),
  number: z.string(),
  status: z.string(),
  paymentStatus: z.string(),
  fulfillmentStatus: z.string(),
  version: z.number(),
  lines: z.array(
    z.object({
      sku: z.string(),
      quantity: z.number(),
      cancelled: z.optional(z.number()),
      refunded: z.optional(z.number()),
    }),
  ),
  totals: z.object({ subtotal: money, discount: money, shipping: money, tax: money, total: money }),
  due: money,
  promise: z.object({ earliest: z.string(), latest: z.string() }),
  holds: z.array(z.object({ id: z.string(), reason: z.string(), blocks: z.array(z.string()) })),
  attention: z.optional(z.object({ reason: z.string() })),
  rejection: z.optional(
    z.object({ code: z.string(), lines: z.optional(z.array(z.object({ sku: z.string() }))) }),
  ),
  nextAction: z.optional(
    z.object({ type: z.string(), url: z.optional(z.string()), reference: z.optional(z.string()) }),
  ),
  availableActions: z.array(z.string()),
  fulfillmentOrders: z.array(z.object({ id: z.string(), locationId: z.string(), status: z.string() })),
  shipments: z.array(
    z.object({
      id: z.string(),
      fulfillmentOrderId: z.string(),
      carrier: z.string(),
      trackingNumber: z.string(),
      status: z.string(),
    }),
  ),
  tracking: z.object({ url: z.string(), token: z.string() }),
  orderToken: z.optional(z.string()),
})
export type Order = z.infer<typeof order>

/** What taxes an order bears, and at which rate its prices were converted. */
export const taxedOrder = z.object({
  totals: order.shape.totals,
  taxLines: z.array(z.object({ name: z.string(), rate: z.string(), base: money, amount: money })),
  exchangeRate: z.optional(z.object({ base: z.string(), rate: z.string(), date: z.string() })),
})

export const history = z.object({
  items: z.array(
    z.object({
      sequence: z.number(),
      type: z.string(),
      at: z.string(),
      actor: z.object({ kind: z.string(), id: z.optional(z.string()) }),
      data: z.unknown(),
    }),
  ),
})

export const fulfillmentOrder = z.object({
  id: z.string(),
  status: z.string(),
  locationId: z.string(),
  lines: z.array(
    z.object({ sku: z.string(), quantity: z.number(), picked: z.number(), barcode: z.optional(z.string()) }),
  ),
})
export type FulfillmentOrder = z.infer<typeof fulfillmentOrder>

export const stock = z.object({
  available: z.number(),
  locations: z.array(
    z.object({ locationId: z.string(), onHand: z.number(), reserved: z.number(), available: z.number() }),
  ),
})
export const movements = z.object({
  items: z.array(z.object({ locationId: z.string(), onHand: z.number(), reserved: z.number() })),
})

export const tracking = z.object({
  number: z.string(),
  firstName: z.string(),
  city: z.string(),
  steps: z.array(z.object({ step: z.string(), at: z.optional(z.string()) })),
  shipments: z.array(
    z.object({
      trackingNumber: z.string(),
      status: z.string(),
      scans: z.array(
        z.object({
          at: z.string(),
          status: z.string(),
          place: z.optional(z.string()),
          description: z.string(),
        }),
      ),
      proof: z.optional(z.object({ signedBy: z.optional(z.string()) })),
    }),
  ),
})

export const ledger = z.object({
  paymentIntents: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      metadata: z.record(z.string(), z.string()),
      authorized: z.number(),
      captured: z.number(),
      refunded: z.number(),
      voided: z.number(),
      liveAuthorization: z.boolean(),
      movements: z.array(z.object({ type: z.string(), amount: z.number() })),
    }),
  ),
})

export const message = z.object({
  to: z.string(),
  channel: z.string(),
  locale: z.nullable(z.string()),
  kind: z.nullable(z.string()),
  subject: z.nullable(z.string()),
  text: z.string(),
})
export type Message = z.infer<typeof message>

export const problem = z.object({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), code: z.string() }))),
})

export const listOf = <Schema extends z.ZodMiniType>(item: Schema) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) })

export const refund = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  lines: z.array(z.object({ sku: z.string(), quantity: z.number(), amount: money })),
})

export const payment = z.object({
  status: z.string(),
  captured: money,
  held: z.optional(money),
  refunded: money,
  received: z.optional(money),
  dispute: z.optional(
    z.object({ id: z.string(), status: z.string(), evidenceDueBy: z.optional(z.string()) }),
  ),
})
export type Payment = z.infer<typeof payment>

export const giftCardBalance = z.object({ id: z.string(), status: z.string(), available: money })
export const giftCards = z.object({
  items: z.array(
    z.object({ ...giftCardBalance.shape, lastFour: z.string(), boughtBy: z.optional(z.string()) }),
  ),
})
export const issuedGiftCard = z.object({ ...giftCardBalance.shape, code: z.string() })
export type IssuedGiftCard = z.infer<typeof issuedGiftCard>
export const giftCardEntry = z.object({ kind: z.string(), amount: money })

export const customerOfOrder = z.object({ customer: z.object({ email: z.string() }) })

export const attention = z.object({ orderId: z.string(), reason: z.string(), actions: z.array(z.string()) })
export type Problem = z.infer<typeof problem>
