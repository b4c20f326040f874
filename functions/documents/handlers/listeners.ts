import { productPublished } from '#contexts/catalog/contract/events.ts'
import * as fulfillment from '#contexts/fulfillment/contract/events.ts'
import * as orders from '#contexts/orders/contract/events.ts'
import { paymentCaptured, paymentReceived, paymentRefundSettled } from '#contexts/payments/contract/events.ts'
import { on, onFacts, type Subscription } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeIssuePapers } from '../use-cases/issue-papers.ts'
import { makeKeepOrder } from '../use-cases/keep-order.ts'
import { makeKeepSlipFacts } from '../use-cases/keep-slip-facts.ts'
import type { DocumentDeps } from './dependencies.ts'

/** What documents keeps and issues when it hears of something. */
export function listeners(deps: () => Promise<DocumentDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return { keep: makeKeepOrder(given), issue: makeIssuePapers(given), slip: makeKeepSlipFacts(given) }
  })
  return [
    on(orders.orderConfirmed, async (event) => (await prepare()).keep.confirmed(event)),
    on(orders.orderAddressCorrected, async (event) => (await prepare()).keep.addressCorrected(event)),
    onFacts(orders.orderLinesCancelled, async (event) => (await prepare()).keep.linesCancelled(event)),
    onFacts(orders.orderCompleted, async (event) => (await prepare()).issue.completed(event)),
    onFacts(orders.orderRefunded, async (event) => (await prepare()).issue.refunded(event)),
    on(paymentCaptured, async (event) => (await prepare()).keep.captured(event)),
    on(paymentReceived, async (event) => (await prepare()).keep.captured(event)),
    on(paymentRefundSettled, async (event) => (await prepare()).issue.refundSettled(event)),
    on(fulfillment.fulfillmentOrderCreated, async (event) => (await prepare()).slip.fulfillment(event)),
    on(fulfillment.fulfillmentOrderReduced, async (event) => (await prepare()).slip.fulfillment(event)),
    on(fulfillment.fulfillmentOrderCancelled, async (event) => (await prepare()).slip.fulfillment(event)),
    on(productPublished, async (event) => (await prepare()).slip.product(event)),
  ]
}
