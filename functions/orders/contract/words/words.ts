import type { PaymentStatus } from '#contexts/payments/contract/types.ts'
import type { ShipmentStatus } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import type { Language } from '#shared/languages.ts'
import type { orderLinesCancelled } from '../events.ts'
import type { FulfillmentStatus, HoldReason, OrderStatus, REJECTION_CODES } from '../types.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { zhHans } from './zh-hans.ts'

/**
 * Every status and reason that a customer may hear of, in one language. They are words for people: never a
 * gateway's code, and never why a rule holds an order.
 */
export interface OrderWords {
  readonly orderStatuses: Readonly<Record<OrderStatus, string>>
  readonly paymentStatuses: Readonly<Record<PaymentStatus, string>>
  readonly fulfillmentStatuses: Readonly<Record<FulfillmentStatus, string>>
  readonly shipmentStatuses: Readonly<Record<ShipmentStatus, string>>
  readonly rejections: Readonly<Record<(typeof REJECTION_CODES)[number], string>>
  /** What a customer hears of a hold: the same neutral word for all but those that ask something of them. */
  readonly holds: Readonly<Record<HoldReason, string>>
  readonly cancelCauses: Readonly<Record<EventOf<typeof orderLinesCancelled>['data']['cause'], string>>
  readonly delay: string
  /** What a customer declares who withdraws (Directive 2011/83/EU, annex I, part B). */
  readonly withdrawal: (number: string) => string
}

/** The one table of statuses and reasons for customers: mails and pages say the same. */
export const ORDER_WORDS: Readonly<Record<Language, OrderWords>> = { en, ja, 'zh-Hans': zhHans }
