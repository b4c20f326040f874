import type { Attempt, Operation } from './payment.ts'

/** What a decision says has happened to a payment. Those with a word for others are announced as events. Amounts in minor units. */
export type Fact =
  | { readonly type: 'attempt_started'; readonly attempt: Attempt }
  | { readonly type: 'attempt_abandoned'; readonly operation: Operation }
  | { readonly type: 'gateway_id_learnt'; readonly gatewayId: string }
  | { readonly type: 'action_required' }
  | {
      readonly type: 'authorized'
      readonly amount: number
      readonly at: string
      readonly captureBefore: string | undefined
    }
  | { readonly type: 'declined'; readonly gatewayCode: string }
  | { readonly type: 'closed'; readonly operation: Operation }
  | { readonly type: 'voided' }
  | { readonly type: 'capture_started'; readonly operation: Operation }
  | { readonly type: 'capture_given_back' }
  | { readonly type: 'captured'; readonly amount: number }
  | { readonly type: 'refund_started'; readonly amount: number; readonly refundId: string }
  | { readonly type: 'refunded'; readonly amount: number }
  /** Before it was `done`: the gateway said no. After: the payer's bank sent the money back. */
  | { readonly type: 'refund_failed'; readonly amount: number; readonly was: 'pending' | 'succeeded' }
  | { readonly type: 'disputed' }
