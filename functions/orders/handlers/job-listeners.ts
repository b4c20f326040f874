import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { once } from '#shared/once.ts'
import { makeJobItems } from '../adapters/job-items.ts'
import { orderJobContinued, orderJobRequested } from '../contract/events.ts'
import { makeCancelOrder } from '../use-cases/cancel-order.ts'
import { makeHoldOrder, makeReleaseHolds } from '../use-cases/hold-order.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import { makeAddTags } from '../use-cases/tag-order.ts'
import { makeWorkJob } from '../use-cases/work-job.ts'

/** What works jobs over many orders, a part after the other. */
export function jobListeners(deps: () => Promise<OrderDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    const acts = {
      hold: makeHoldOrder(given),
      release: makeReleaseHolds(given),
      cancel: makeCancelOrder(given),
      tag: makeAddTags(given),
    }
    return makeWorkJob({ ...given, jobs: makeJobItems(given), acts })
  })
  return [
    on(orderJobRequested, async (event) => (await prepare())(event.data.jobId, 0, causedBy(event, SYSTEM))),
    on(orderJobContinued, async (event) =>
      (await prepare())(event.data.jobId, event.data.from, causedBy(event, SYSTEM)),
    ),
  ]
}
