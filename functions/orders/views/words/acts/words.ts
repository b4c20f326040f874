import type { OfferedMethod } from '#contexts/payments/contract/types.ts'
import type { RefusalCode } from '#shared/outcomes.ts'
import type { PayReturnView, PayView } from '../../../use-cases/page-views.ts'
import type { AddressField } from '../../address-fields.ts'

export interface Say {
  readonly headline: string
  readonly note: string
}

/** What the guest's operations may refuse, told on the page that asked. */
export type ToldRefusal = Extract<
  RefusalCode,
  | 'payment_pending'
  | 'not_payable'
  | 'payment_method_declined'
  | 'payment_kind_not_allowed'
  | 'label_exists'
  | 'quote_needed'
  | 'address_invalid'
  | 'not_withdrawable'
  | 'impossible'
  | 'conflict'
  | 'malformed'
  | 'not_found'
>

/** All that the pages say on which customers act, in one language; every language has all of it. */
export interface ActWords {
  readonly pay: {
    readonly states: Readonly<Record<PayView['state'], Say>>
    readonly due: string
    readonly before: string
    readonly byCard: string
    /** Whose form the card is typed into. */
    readonly cardNote: string
    readonly renewable: string
    readonly payNow: (amount: string) => string
    readonly authenticate: Say
    readonly goToBank: string
    readonly reference: string
    readonly referenceNote: string
    readonly otherWays: string
    readonly methods: Readonly<Record<OfferedMethod, Say>>
    readonly choose: string
  }
  readonly payReturn: Readonly<Record<PayReturnView['outcome'], Say>>
  readonly correct: Say & {
    readonly fields: Readonly<Record<AddressField, string>>
    readonly country: string
    readonly optional: string
    readonly send: string
    readonly done: Say
    readonly ended: Say
  }
  readonly withdraw: Say & {
    /** The function's name, as article 11a(1) gives it. */
    readonly link: string
    readonly name: string
    readonly email: string
    readonly emailNote: string
    readonly declaration: string
    readonly which: string
    readonly all: string
    readonly some: string
    /** As article 11a(3) gives it. */
    readonly confirm: string
    readonly done: Say
    readonly receivedAt: string
    readonly ended: Say
  }
  readonly download: Say & {
    readonly get: (fileName: string) => string
    readonly notYet: string
    readonly none: string
  }
  readonly refusals: Readonly<Record<ToldRefusal, string>>
  /** For what has no words of its own, and for a connection that breaks. */
  readonly tryAgain: string
  readonly needsScript: string
  readonly toTracking: string
  readonly orderStatus: string
  readonly expired: Say
}
