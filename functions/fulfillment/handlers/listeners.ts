import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import {
  orderCancelling,
  orderConfirmed,
  orderLinesCancelled,
  orderReallocated,
  orderRejecting,
} from '#contexts/orders/contract/events.ts'
import { shipmentLabelCreated, shipmentLabelVoided } from '#contexts/shipping/contract/events.ts'
import { on, onFacts, type Subscription } from '#shared/consumer.ts'
import { makeAttachLabel, makeDetachLabel } from '../use-cases/attach-label.ts'
import { makeCancelLines, makeReallocate } from '../use-cases/change-work.ts'
import { makeEndFulfillment } from '../use-cases/end-fulfillment.ts'
import { makeKeepLocation, makeKeepProduct } from '../use-cases/keep-copies.ts'
import { makePlanFulfillment } from '../use-cases/plan-fulfillment.ts'
import type { FulfillmentDeps } from '../use-cases/ports.ts'

/** What fulfillment does when it hears of something. */
export const listeners = (deps: () => Promise<FulfillmentDeps>): readonly Subscription[] => [
  on(productPublished, async (event) => makeKeepProduct(await deps())(event)),
  on(stockLocationChanged, async (event) => makeKeepLocation(await deps())(event)),
  onFacts(orderConfirmed, async (event) => makePlanFulfillment(await deps())(event)),
  on(orderCancelling, async (event) => makeEndFulfillment(await deps())(event)),
  on(orderRejecting, async (event) => makeEndFulfillment(await deps())(event)),
  onFacts(orderLinesCancelled, async (event) => makeCancelLines(await deps())(event)),
  on(orderReallocated, async (event) => makeReallocate(await deps())(event)),
  onFacts(shipmentLabelCreated, async (event) => makeAttachLabel(await deps())(event)),
  onFacts(shipmentLabelVoided, async (event) => makeDetachLabel(await deps())(event)),
]
