import type { OfferedMethod } from '#contexts/payments/contract/types.ts'
import type { PostalAddress } from '#shared/address.ts'
import type { Sku } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import type { OrderStatus } from '../contract/types.ts'

/** What every page for customers knows of its order. */
export interface AboutOrder {
  readonly number: string
  /** BCP 47, of the order. */
  readonly locale: string
  /** Of the destination: times are told in its zone. */
  readonly country: string
  readonly status: OrderStatus
  /** The tracking page, on the same origin. */
  readonly trackUrl: string
}

export interface Goods {
  readonly sku: Sku
  readonly name: string
  readonly quantity: number
}

/** How the gateway takes a card: by its own script, so that no card data ever reaches us. */
export interface CardForm {
  readonly scriptUrl: string
  readonly publishableKey: string
}

export interface PayView extends AboutOrder {
  /** `open`: something can be chosen; `checking`: it is being tried; else there is nothing to do here. */
  readonly state: 'open' | 'checking' | 'paid' | 'ended'
  readonly due: Money
  /** Of the payer, while the order waits. */
  readonly deadline: string | undefined
  /** What was chosen already and waits for the payer. */
  readonly action:
    | { readonly type: 'three_d_secure'; readonly url: string }
    | { readonly type: 'pay_by_reference'; readonly reference: string }
    | undefined
  readonly card: CardForm | undefined
  readonly methods: readonly OfferedMethod[]
  readonly postTo: string
  /** Where it is told what became of the payment. */
  readonly returnUrl: string
}

export interface PayReturnView extends AboutOrder {
  readonly outcome: 'checking' | 'paid' | 'again' | 'awaited' | 'ended'
}

export interface CorrectView extends AboutOrder {
  /** As it is written now; undefined where there is nothing to correct any more. */
  readonly address: PostalAddress | undefined
  readonly postTo: string
}

export interface WithdrawView extends AboutOrder {
  /** Whether there still is a contract; whether it can be withdrawn from is decided where it is declared. */
  readonly isOpen: boolean
  readonly lines: readonly Goods[]
  readonly postTo: string
}

export interface DownloadView extends AboutOrder {
  readonly files: readonly (Goods & {
    /** Undefined where the merchant has not given the file yet. */
    readonly file: { readonly name: string; readonly url: string } | undefined
  })[]
}
