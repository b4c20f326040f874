import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'
import { paymentMethodId } from './types.ts'

/** A customer's own: no path names whose. */
const served = { context: 'payments', servedBy: 'wallet', access: 'customer' } as const
const params = z.strictObject({ methodId: paymentMethodId })

/** A saved card; the gateway has it, and is asked for what it shows. */
export const savedMethod = z.strictObject({
  /** The gateway's name for it: the `paymentMethodId` of a payment that says `saved`. */
  id: z.string(),
  kind: z.literal('card'),
  /** Such as `visa`. */
  brand: z.string(),
  /** Its last four digits. */
  last4: z.string(),
  expiryMonth: z.int(),
  expiryYear: z.int(),
  isDefault: z.boolean(),
  savedAt: time,
})
export type SavedMethod = z.infer<typeof savedMethod>

export const saveMyPaymentMethod = defineOperation({
  ...served,
  id: 'saveMyPaymentMethod',
  method: 'POST',
  path: '/v1/me/payment-methods',
  summary:
    "Begin to save a card: the gateway's own script confirms it with the secret, after 3-D Secure where the bank asks",
  body: z.strictObject({ kind: z.literal('card') }),
  answer: z.strictObject({ setupId: z.string(), clientSecret: z.string() }),
  status: 201,
  refusals: ['not_found', 'impossible', 'too_many_attempts'],
})

export const listMyPaymentMethods = defineOperation({
  ...served,
  id: 'listMyPaymentMethods',
  method: 'GET',
  path: '/v1/me/payment-methods',
  summary: 'The cards that a customer has saved, the newest first',
  answer: z.strictObject({ items: z.array(savedMethod), nextCursor: z.null() }),
})

export const chooseMyDefaultMethod = defineOperation({
  ...served,
  id: 'chooseMyDefaultMethod',
  method: 'PUT',
  path: '/v1/me/payment-methods/{methodId}/default',
  summary:
    'Choose the card that is offered first; before any is chosen, and once it is removed, it is the newest',
  params,
  answer: savedMethod,
  refusals: ['not_found'],
})

export const removeMyPaymentMethod = defineOperation({
  ...served,
  id: 'removeMyPaymentMethod',
  method: 'DELETE',
  path: '/v1/me/payment-methods/{methodId}',
  summary: 'Remove a saved card: it pays no more',
  params,
  answer: z.strictObject({}),
  refusals: ['not_found'],
})

export const walletOperations = [
  saveMyPaymentMethod,
  listMyPaymentMethods,
  chooseMyDefaultMethod,
  removeMyPaymentMethod,
]
