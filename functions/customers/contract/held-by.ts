import { tellCheckoutHeld } from '#contexts/checkout/contract/held.ts'
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { tellMessagesHeld } from '#contexts/notifications/contract/held.ts'
import { tellOrdersHeld } from '#contexts/orders/contract/customer-calls.ts'
import { tellPaymentsHeld } from '#contexts/payments/contract/held.ts'

/** Every other context that holds something of customers, and tells it. */
export const HELD_BY = [
  tellOrdersHeld,
  tellPaymentsHeld,
  tellMessagesHeld,
  tellDocumentsHeld,
  tellCheckoutHeld,
]
