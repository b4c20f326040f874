import * as z from 'zod/mini'
import { customerPaymentChoice } from '#contexts/payments/contract/types.ts'
import { defineOperation } from '#shared/operation.ts'
import { orderView } from './order-view.ts'
import { PLACE_REFUSALS, placeOrderBody } from './place-order.ts'

/** What customers can do by themselves; the rest is for staff. */
export const OWN_ACTIONS = ['cancel', 'cancel_lines', 'pay', 'correct_address', 'withdraw'] as const

/** An order as its customer reads it: without what is for staff. */
export const ownOrderView = z.extend(
  z.omit(orderView, {
    ...{ holds: true, attention: true, tags: true, fulfillmentOrders: true, rejection: true },
    ...{ shipments: true, availableActions: true },
  }),
  {
    /** Something is looked at before it goes on. */
    held: z.boolean(),
    rejection: z.optional(z.omit(orderView.shape.rejection.def.innerType, { gatewayCode: true })),
    shipments: z.array(z.omit(orderView.shape.shipments.def.element, { fulfillmentOrderId: true })),
    availableActions: z.array(z.enum(OWN_ACTIONS)),
  },
)
export type OwnOrderView = z.infer<typeof ownOrderView>

export const placeOwnOrder = defineOperation({
  id: 'placeOwnOrder',
  context: 'orders',
  servedBy: 'place-order',
  method: 'POST',
  path: '/v1/me/orders',
  summary: 'Place an order from a quote, signed in: as a guest does, and by a saved card too',
  access: 'customer',
  idempotent: true,
  body: z.strictObject({ ...placeOrderBody.shape, payment: customerPaymentChoice }),
  answer: ownOrderView,
  status: 201,
  refusals: PLACE_REFUSALS,
})
