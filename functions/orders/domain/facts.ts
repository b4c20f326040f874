import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import type { FulfillmentStatus } from '../contract/types.ts'
import type { Ending } from './order.ts'

/** What a decision says has happened to an order. Those with a word for others are announced as events. */
export type Fact =
  | { readonly type: 'stock_reserved' }
  | {
      readonly type: 'payment_required'
      readonly action: 'three_d_secure' | 'pay_again'
      readonly payment: PaymentSummary
      readonly deadline: string
    }
  | { readonly type: 'payment_noted'; readonly payment: PaymentSummary }
  | { readonly type: 'confirmed'; readonly payment: PaymentSummary; readonly fulfillmentOrders: number }
  | { readonly type: 'processing'; readonly fulfillmentOrders: number }
  | { readonly type: 'hand_over_claimed'; readonly fulfillmentOrderId: FulfillmentOrderId }
  | { readonly type: 'handed_over'; readonly fulfillmentOrderId: FulfillmentOrderId; readonly all: boolean }
  | { readonly type: 'logistics_noted'; readonly fulfillmentStatus: FulfillmentStatus }
  | { readonly type: 'delivered'; readonly at: string }
  | { readonly type: 'completed'; readonly payment: PaymentSummary }
  | { readonly type: 'rejecting'; readonly ending: Extract<Ending, { kind: 'rejected' }> }
  | { readonly type: 'cancelling'; readonly ending: Extract<Ending, { kind: 'cancelled' }> }
  | { readonly type: 'closed'; readonly payment: PaymentSummary }
  | { readonly type: 'attention_needed'; readonly reason: string }
  | { readonly type: 'attention_settled'; readonly reason: string }
  | { readonly type: 'restarted'; readonly reason: string }
