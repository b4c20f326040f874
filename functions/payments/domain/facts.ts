import type { Dispute, PaymentAttention, RiskLevel } from '../contract/types.ts'
import type { Attempt, Capture, GiftCards, Operation, Outside } from './payment.ts'

/** What a decision says has happened to a payment. Those with a word for others are announced as events. Amounts in minor units. */
export type Fact = Chosen | OfGiftCards | OfTheGateway | FromOutside | OfADispute

/** How the payer wants to pay. */
type Chosen =
  /** Nothing is chosen yet: the payer is sent a link. */
  | { readonly type: 'method_wanted' }
  /** The order costs nothing. */
  | { readonly type: 'not_required' }
  | { readonly type: 'attempt_started'; readonly attempt: Attempt }
  | { readonly type: 'attempt_abandoned'; readonly operation: Operation }
  | { readonly type: 'outside_chosen'; readonly outside: Outside }
  | { readonly type: 'outside_left' }

type OfGiftCards =
  | {
      readonly type: 'gift_cards_asked'
      readonly operation: Operation
      readonly ids: GiftCards['ids']
      readonly due: number
    }
  | { readonly type: 'gift_cards_held'; readonly parts: NonNullable<GiftCards['parts']> }
  | { readonly type: 'gift_cards_refused'; readonly gatewayCode: string }
  | { readonly type: 'gift_cards_left' }
  /** Gift cards pay all of it, whatever card was tried before. */
  | { readonly type: 'card_not_needed' }
  /** Gift cards pay all that is due by now: the card's authorization is not renewed, but let go. */
  | { readonly type: 'card_left'; readonly operation: Operation }

type OfTheGateway =
  | { readonly type: 'gateway_id_learnt'; readonly gatewayId: string }
  | { readonly type: 'action_required' }
  /** `amount` is what a card holds, or came from outside; gift cards hold theirs beside it. */
  | {
      readonly type: 'authorized'
      readonly amount: number
      readonly at: string
      readonly captureBefore: string | undefined
      readonly riskLevel: RiskLevel | undefined
      readonly inParts?: boolean
    }
  | { readonly type: 'declined'; readonly gatewayCode: string; readonly riskLevel?: RiskLevel | undefined }
  | { readonly type: 'closed'; readonly operation: Operation }
  | { readonly type: 'voided' }
  /** Of no amount: only what is held is let go. */
  | { readonly type: 'capture_started'; readonly operation: Capture; readonly amount: number }
  | { readonly type: 'capture_given_back' }
  /**
   * `amount` is all that was captured so far of a card, or from outside, with which all is that gift cards hold;
   * unless they pay alone, and so much. `partly`: the rest is still held.
   */
  | {
      readonly type: 'captured'
      readonly amount: number
      readonly ofGiftCards?: number
      readonly partly?: boolean
    }
  /** `ofGiftCards`: the part of the amount that goes back to gift cards. */
  | {
      readonly type: 'refund_started'
      readonly amount: number
      readonly ofGiftCards?: number | undefined
      readonly refundId: string
    }
  | {
      readonly type: 'refunded'
      readonly amount: number
      readonly ofGiftCards?: number | undefined
      readonly refundId: string
    }
  /** Before it was `done`: the gateway said no. After: the payer's bank sent the money back. */
  | {
      readonly type: 'refund_failed'
      readonly amount: number
      readonly ofGiftCards?: number | undefined
      readonly refundId: string
      readonly was: 'pending' | 'succeeded'
    }

type FromOutside =
  | { readonly type: 'money_came'; readonly amount: number }
  /** What came pays for nothing yet, or no more. */
  | { readonly type: 'received' }
  /** What came pays for what is due. */
  | { readonly type: 'applied'; readonly amount: number }
  | { readonly type: 'due_changed'; readonly due: number }
  /** Given back by hand: first what had paid for nothing. */
  | { readonly type: 'returned'; readonly unapplied: number; readonly captured: number }

type OfADispute =
  /** `holds`: the payer's bank took the money; else it only asks, or the money was given back before. */
  | { readonly type: 'dispute_opened'; readonly dispute: Dispute; readonly holds: boolean }
  | { readonly type: 'dispute_closed'; readonly dispute: Dispute }
  /** A person has to look at it. */
  | { readonly type: 'attention_needed'; readonly reason: PaymentAttention }
