import type { AskedPayment, PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { FulfillmentOrderId, ShipmentId } from '#shared/ids.ts'
import type {
  Allocation,
  FulfillmentStatus,
  Promised,
  QuantityOf,
  ReleasedAllocation,
} from '../contract/types.ts'
import type { BillPart } from './bill.ts'
import type { Ending, Hold, Reship } from './order.ts'
import type { Refund } from './refund.ts'

/** What a decision says has happened to an order. Those with a word for others are announced as events. */
export type Fact =
  | { readonly type: 'stock_reserved' }
  | PaymentFact
  | HoldFact
  | ChangeFact
  | LogisticsFact
  | { readonly type: 'completed'; readonly payment: PaymentSummary }
  | { readonly type: 'rejecting'; readonly ending: Extract<Ending, { kind: 'rejected' }> }
  | { readonly type: 'cancelling'; readonly ending: Extract<Ending, { kind: 'cancelled' }> }
  | { readonly type: 'closed'; readonly payment: PaymentSummary }
  | {
      readonly type: 'attention_needed'
      readonly reason: string
      /** It is not about the order's course, and so lasts when that goes on. */
      readonly beside?: boolean
    }
  /** The run ends, as only a person can go on: another one would find nothing else. */
  | { readonly type: 'run_stopped' }
  | { readonly type: 'attention_settled'; readonly reason: string }
  | { readonly type: 'restarted'; readonly reason: string }

export type PaymentAction = 'three_d_secure' | 'pay_again' | 'choose' | 'pay_by_reference'

type PaymentFact =
  | {
      readonly type: 'payment_required'
      readonly action: PaymentAction
      readonly payment: PaymentSummary
      readonly deadline: string
    }
  | { readonly type: 'payment_reminded' }
  | { readonly type: 'payment_noted'; readonly payment: PaymentSummary }
  | { readonly type: 'payment_chosen'; readonly choice: AskedPayment; readonly deadline: string }
  /** What was chosen was tried: the payer may choose again. */
  | { readonly type: 'choice_tried' }
  | { readonly type: 'confirmed'; readonly payment: PaymentSummary; readonly allocations: number }
  | { readonly type: 'capture_asked'; readonly reason: string }
  /** Taken in our record before payments is asked; one above the asker's limit waits for a second person. */
  | { readonly type: 'refund_asked'; readonly refund: Refund }
  | { readonly type: 'refund_settled'; readonly refund: Refund }

type HoldFact =
  | { readonly type: 'held'; readonly hold: Hold }
  | {
      readonly type: 'hold_released'
      readonly hold: Hold
      readonly reason: string
      readonly reviewed: boolean
    }
  | { readonly type: 'hold_escalated'; readonly holdId: string }

type ChangeFact =
  | {
      readonly type: 'lines_cancelled'
      readonly cause: 'customer' | 'staff' | 'short_pick'
      readonly reason: string
      /** The one that lacked them, after a short pick. */
      readonly fulfillmentOrderId?: FulfillmentOrderId
      /** What of it nobody has, after a short pick: that much less is to be sent, whatever of it was still charged. */
      readonly lacking?: readonly QuantityOf[]
      readonly parts: readonly BillPart[]
      /** What each fulfillment order no longer sends. */
      readonly released: readonly ReleasedAllocation[]
      /** Allocations that are left, each one fulfillment order. */
      readonly allocations: number
      /** What was cancelled is not taken: it was not captured yet. */
      readonly dueLess: number
      /** Nothing is left of an order that was sent: it ends. */
      readonly endsOrder?: true
      /** The goods had left, and were lost or damaged. */
      readonly hadLeft?: boolean
    }
  | {
      readonly type: 'reallocated'
      readonly reason: 'short_pick' | 'reship'
      readonly key: string
      readonly given: readonly {
        readonly fulfillmentOrderId: FulfillmentOrderId
        readonly lines: readonly QuantityOf[]
      }[]
      readonly added: readonly Allocation[]
      readonly allocations: number
    }
  /** Stock that was reserved for a change which did not come about, or not for all of it. */
  | { readonly type: 'stock_spared'; readonly key: string; readonly released: readonly Allocation[] }
  | {
      readonly type: 'address_corrected'
      /** Of where shipping sends the parcels, as it answered. */
      readonly recipientVersion: number
    }
  | {
      readonly type: 'withdrawn'
      readonly at: string
      readonly lines: readonly QuantityOf[]
      /** Nothing is left to withdraw from. */
      readonly all: boolean
    }

type LogisticsFact =
  | { readonly type: 'processing'; readonly fulfillmentOrders: number }
  | { readonly type: 'hand_over_claimed'; readonly fulfillmentOrderId: FulfillmentOrderId }
  | {
      readonly type: 'handed_over'
      readonly fulfillmentOrderId: FulfillmentOrderId
      readonly all: boolean
      /** Minor units due for all that has left by now, of a payment that is captured in parts. */
      readonly due?: number
    }
  | { readonly type: 'logistics_noted'; readonly fulfillmentStatus: FulfillmentStatus }
  | { readonly type: 'parcel_troubled'; readonly shipmentId: ShipmentId }
  | {
      readonly type: 'parcel_resolved'
      readonly shipmentId: ShipmentId
      readonly action: 'refund' | 'reship' | 'claim'
      readonly reason: string
    }
  | { readonly type: 'reship_asked'; readonly reship: Reship }
  | { readonly type: 'reship_settled'; readonly shipmentId: ShipmentId }
  | { readonly type: 'delayed'; readonly promise: Promised }
  | { readonly type: 'delivered'; readonly at: string }
  | { readonly type: 'digital_delivered'; readonly expiresAt: string }
  /** The gift cards that it has bought are paid. */
  | { readonly type: 'gift_cards_bought' }
  | { readonly type: 'returned'; readonly reason: string; readonly payment: PaymentSummary }
