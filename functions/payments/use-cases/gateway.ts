import type { OrderId } from '#shared/ids.ts'
import type { GatewayDispute } from '../domain/dispute.ts'
import type { GatewayPayment } from '../domain/observe.ts'
import type { GatewayRefund } from '../domain/refund.ts'

/** What we need of a payment gateway. Amounts in minor units of ISO 4217, whatever the gateway's own are. What it refuses is a value; a network error, a timeout or a server's error is a Fault. */
export interface Gateway {
  /** Tries to hold the money; a declined card is a payment whose state is `declined`. */
  authorize(ask: {
    readonly orderId: OrderId
    readonly operationId: string
    readonly amount: number
    readonly currency: string
    readonly paymentMethodId: string
    /** The gateway's name for the customer who saved the card: it pays for nobody else. */
    readonly customer?: string | undefined
    /** The payer agreed that the card is charged again without them: it is kept for that. */
    readonly reusable?: boolean | undefined
    /** The ended payment whose card is charged again, without the payer. */
    readonly replaces?: string | undefined
  }): Promise<GatewayReply<GatewayPayment>>
  /** Takes some or all of the money that is held, and lets go of the rest, unless it is taken `partly`. */
  capture(
    ask: PaymentOperation & Amount & { readonly partly?: boolean | undefined },
  ): Promise<GatewayReply<GatewayPayment>>
  /** Ends a payment, and lets go what it holds: all, or what captures of parts have left. */
  cancel(ask: PaymentOperation): Promise<GatewayReply<GatewayPayment>>
  refund(ask: PaymentOperation & Amount & { readonly orderId: OrderId }): Promise<GatewayReply<GatewayRefund>>

  /** The payment as it is now, without an order where another stage made it; undefined where the gateway knows none. */
  retrieve(gatewayId: string): Promise<GatewayPayment | undefined>
  /** The payment that an operation made. What is a minute young may not be found yet. */
  find(orderId: OrderId, operationId: string): Promise<GatewayPayment | undefined>
  refundsOf(gatewayId: string): Promise<readonly GatewayRefund[]>
  disputesOf(gatewayId: string): Promise<readonly GatewayDispute[]>
  /** Webhooks made since then that were not delivered, or not yet, but for those that name another stage. */
  missedWebhooks(since: Date): Promise<readonly MissedWebhook[]>
  /** What the payer has to do, with the secret for it; undefined where there is nothing to do. */
  nextAction(gatewayId: string): Promise<PayerAction | undefined>
}

export interface PaymentOperation {
  readonly gatewayId: string
  readonly operationId: string
}

interface Amount {
  readonly amount: number
  readonly currency: string
}

export type GatewayReply<T> =
  | { readonly outcome: 'done'; readonly object: T }
  | { readonly outcome: 'refused'; readonly gatewayCode: string }
  /** It failed under this operation id, maybe half-way, and answers nothing else to it as long as it remembers. */
  | { readonly outcome: 'stuck' }

/** What a webhook is about. */
export type Notice =
  | { readonly about: 'payment'; readonly object: GatewayPayment }
  /** Refunds and disputes do not say whose they are: their payment is looked up. */
  | { readonly about: 'money_back'; readonly gatewayId: string }
  | { readonly about: 'something_else' }

/** As it would have come. */
export interface MissedWebhook {
  readonly id: string
  readonly type: string
  readonly raw: Uint8Array
}

export interface PayerAction {
  readonly clientSecret: string
  /** Where the payer confirms, if the gateway has a page for it. */
  readonly url?: string
}
