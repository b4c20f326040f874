import * as z from 'zod/mini'
import { email, postalAddress } from '#shared/address.ts'
import { text, time } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'
import { PAY_REFUSALS, paymentBody } from './act-operations.ts'
import { orderView } from './order-view.ts'
import { quantityOf } from './types.ts'

/** The order's own token of its 201, or the token for this one act from a mail. */
const byToken = z.strictObject({ orderToken: z.string().check(z.maxLength(200)) })

const guest = (path: string) =>
  ({
    context: 'orders',
    servedBy: 'guest',
    method: 'POST',
    path: `/v1/guest-orders/{orderToken}/${path}`,
    access: 'public',
    params: byToken,
  }) as const

const cancelBody = z.strictObject({
  reason: text(500),
  /** Only these; absent: the whole order. */
  lines: z.optional(z.array(quantityOf).check(z.minLength(1), z.maxLength(200))),
})

export const cancelGuestOrder = defineOperation({
  ...guest('cancel'),
  id: 'cancelGuestOrder',
  summary: 'Cancel an order, or lines of it, by its token',
  idempotent: 'optional',
  body: cancelBody,
  answer: orderView,
  refusals: ['not_found', 'not_cancellable', 'unknown_sku', 'idempotency_key_reused'],
})

export const payGuestOrder = defineOperation({
  ...guest('payments'),
  id: 'payGuestOrder',
  summary: 'Try another way to pay, by the order token or the link of a mail; answers once it was tried',
  idempotent: true,
  body: paymentBody,
  answer: orderView,
  refusals: PAY_REFUSALS,
})

export const correctGuestAddress = defineOperation({
  ...guest('address'),
  id: 'correctGuestAddress',
  summary: 'Correct the shipping address, by the order token or the link of a mail',
  body: z.strictObject({ shippingAddress: postalAddress }),
  answer: orderView,
  refusals: ['not_found', 'conflict', 'address_invalid', 'quote_needed', 'label_exists'],
})

export const withdrawGuestOrder = defineOperation({
  ...guest('withdrawal'),
  id: 'withdrawGuestOrder',
  summary: 'Withdraw from the contract; the answer and a mail say when it was received',
  body: z.strictObject({
    /** As the statement of the withdrawal names its customer. */
    name: text(200),
    /** The one that the order was placed with: a tracking link may have been forwarded. */
    email,
    lines: z.optional(z.array(quantityOf).check(z.minLength(1), z.maxLength(200))),
  }),
  answer: z.strictObject({ number: z.string(), withdrawnAt: time }),
  refusals: ['not_found', 'impossible', 'unknown_sku', 'not_withdrawable'],
})

export const guestActs = [cancelGuestOrder, payGuestOrder, correctGuestAddress, withdrawGuestOrder]
