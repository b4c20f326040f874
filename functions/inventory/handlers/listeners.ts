import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { orderLinesCancelled, orderStockSpared } from '#contexts/orders/contract/events.ts'
import { shipmentInspected } from '#contexts/shipping/contract/events.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { on, onFacts, type Subscription } from '#shared/consumer.ts'
import type { Ids } from '#shared/ids.ts'
import { makeRecordHandOver } from '../use-cases/record-hand-over.ts'
import { makeReleaseLines } from '../use-cases/release-lines.ts'
import { makeTakeBack } from '../use-cases/take-back.ts'

/** What inventory does when it hears of something. */
export const listeners = (
  deps: () => Promise<CommitDeps & { readonly ids: Ids }>,
): readonly Subscription[] => [
  on(fulfillmentOrderHandedOver, async (event) => makeRecordHandOver(await deps())(event)),
  onFacts(orderLinesCancelled, async (event) => makeReleaseLines(await deps())(event)),
  on(orderStockSpared, async (event) => makeReleaseLines(await deps())(event)),
  on(shipmentInspected, async (event) => makeTakeBack(await deps())(event)),
]
