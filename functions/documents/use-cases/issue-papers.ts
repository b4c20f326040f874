import type { orderCompleted, orderRefunded } from '#contexts/orders/contract/events.ts'
import type { paymentRefundSettled } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type Cause, causedBy, type EventOf, type FactsOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { OrderCopies } from '../adapters/order-copies.ts'
import { unitsBySku } from '../domain/charge.ts'
import { type DocumentFacts, documentIdOf } from '../domain/document.ts'
import { creditNoteDraft, invoiceDraft, reversalDraft } from '../domain/drafts.ts'
import { type IssueDeps, makeIssueDocument } from './issue-document.ts'

interface Deps extends IssueDeps {
  readonly orders: OrderCopies
}

/** Issues the papers of an order. Each event may come twice, and in any order: what it needs and lacks is a fault. */
export function makeIssuePapers(deps: Deps) {
  const issue = makeIssueDocument(deps)
  return {
    /**
     * The invoice of what was really charged.
     * 1. Take the order as it was confirmed, and what was cancelled of it; all that the event names must be known.
     * 2. Nothing is issued where nothing is charged.
     * 3. Issue it over what was captured; of an order that is paid by invoice or at the door, over what is due.
     */
    async completed(event: FactsOf<typeof orderCompleted>): Promise<void> {
      const { orderId, captured, totals, due = totals.total, deliveredAt, cancelled = [] } = event.data
      const known = unitsBySku(await deps.orders.cancellations(orderId))
      for (const [sku, units] of unitsBySku([{ lines: cancelled }]))
        if ((known.get(sku) ?? 0) < units)
          throw new Fault(`${orderId} was completed before a cancellation of ${sku} was heard of`)
      const paid = captured.amount
      const charged = paid === 0 && event.data.paymentKind === 'offline' ? due.amount : paid
      if (charged > 0) await issueInvoice(orderId, { charged, paid, deliveredAt }, causedBy(event, SYSTEM))
    },

    /**
     * The credit note of a refund.
     * 1. Find the invoice that it corrects. Money that is given back before the order is completed was
     *    captured: the invoice over what was captured is issued now.
     * 2. Issue the credit note, with the tax as the refund shares it.
     * 3. Where the refund has failed since, take the note back.
     */
    async refunded(event: FactsOf<typeof orderRefunded>): Promise<void> {
      const { orderId, refundId } = event.data
      const cause = causedBy(event, SYSTEM)
      const invoice = (await existingInvoice(orderId)) ?? (await earlyInvoice(orderId, cause))
      const { order, buyer } = await orderOf(orderId)
      await issue(creditNoteDraft(event, { order, invoice }), buyer, cause)
      if (await deps.orders.hasFailed(orderId, refundId)) await takeBack(orderId, refundId, cause)
    },

    /**
     * The payer's bank may send the money of a refund back.
     * 1. Keep that it failed, should its credit note be still to come.
     * 2. Take back the credit note that there is.
     */
    async refundSettled(event: EventOf<typeof paymentRefundSettled>): Promise<void> {
      const { orderId, refundId, state } = event.data
      if (state !== 'failed') return
      await deps.orders.keepFailedRefund(orderId, refundId)
      await takeBack(orderId, refundId, causedBy(event, SYSTEM))
    },
  }

  async function orderOf(orderId: OrderId) {
    const found = await deps.orders.find(orderId)
    if (!found) throw new Fault(`money of ${orderId} moved before its confirmation was heard of`)
    return found
  }

  /** Nothing where the refund has no credit note, or one whose legal time has passed. */
  async function takeBack(orderId: OrderId, refundId: string, cause: Cause): Promise<void> {
    const note = await deps.archive.find(documentIdOf(orderId, { kind: 'credit_note', refundId }))
    if (note?.buyer) await issue(reversalDraft(note.facts, refundId), note.buyer, cause)
  }

  async function existingInvoice(orderId: OrderId): Promise<DocumentFacts | undefined> {
    return (await deps.archive.find(documentIdOf(orderId, { kind: 'invoice' })))?.facts
  }

  async function earlyInvoice(orderId: OrderId, cause: Cause): Promise<DocumentFacts> {
    const captured = await deps.orders.captured(orderId)
    if (captured === 0) throw new Fault(`a refund of ${orderId} came before its capture was heard of`)
    return issueInvoice(orderId, { charged: captured, paid: captured, deliveredAt: undefined }, cause)
  }

  async function issueInvoice(
    orderId: OrderId,
    amounts: { charged: number; paid: number; deliveredAt: string | undefined },
    cause: Cause,
  ): Promise<DocumentFacts> {
    const { order, buyer } = await orderOf(orderId)
    const cancellations = await deps.orders.cancellations(orderId)
    // What a payer sent beyond the order's price, by transfer, was charged for nothing.
    const atMost = order.totals.total
    const [charged, paid] = [Math.min(amounts.charged, atMost), Math.min(amounts.paid, atMost)]
    const about = { orderId, order, cancellations, charged, paid }
    const { deliveredAt } = amounts
    return issue(invoiceDraft({ ...about, deliveredAt, sellerCountry: deps.seller.country }), buyer, cause)
  }
}
