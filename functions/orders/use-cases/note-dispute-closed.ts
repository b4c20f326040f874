import type { paymentDisputeClosed } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { because } from '../domain/attention.ts'
import { newBill } from '../domain/bill.ts'
import { ask } from '../domain/decided.ts'
import { chargedBackGiftCards } from '../domain/gift-cards.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { known } from './known-order.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

/**
 * Hears how the payer's bank has decided a dispute. Primary course:
 * 1. notes it at the order, as any news of its payment;
 * 2. where the money is lost, has the gift cards voided that it no longer pays for: those that are unspent, also where
 *    they are issued only now;
 * 3. where some were used, tells staff how many are void.
 */
export const makeNoteDisputeClosed =
  (deps: OrderDeps & Pick<Outside, 'withdrawGiftCards'>) =>
  async ({ data, ...event }: EventOf<typeof paymentDisputeClosed>): Promise<void> => {
    const { orderId, payment } = data
    const cause = causedBy(event, SYSTEM)
    const order = await known(orderId, notePayment(deps, orderId, payment, cause))
    if (!order.buysGiftCards) return
    const details = await detailsOf(deps, orderId)
    const bill = (await deps.orders.bill(orderId)) ?? newBill(details)
    const lines = chargedBackGiftCards(details, bill, order)
    if (lines.length === 0) return
    const answer = await deps.withdrawGiftCards({ orderId, lines, isChargedBack: true })
    if (answer.outcome === 'withdrawn') return
    const reason = because('gift_cards_used', answer)
    await changeOrder(deps, orderId, cause, (current) => ({ facts: ask(current, reason) }))
  }
