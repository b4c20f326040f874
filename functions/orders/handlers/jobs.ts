import { SYSTEM } from '#shared/actor.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { once } from '#shared/once.ts'
import { makeJobItems } from '../adapters/job-items.ts'
import { orderJobContinued, orderJobRequested } from '../contract/events.ts'
import { makeCancelOrder } from '../use-cases/cancel-order.ts'
import { makeHoldOrder, makeReleaseHolds } from '../use-cases/hold-order.ts'
import { makeAddTags } from '../use-cases/tag-order.ts'
import { makeWorkJob } from '../use-cases/work-job.ts'
import { askingDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await askingDeps()
  const acts = {
    hold: makeHoldOrder(deps),
    release: makeReleaseHolds(deps),
    cancel: makeCancelOrder(deps),
    tag: makeAddTags(deps),
  }
  return { personal: deps.personal, workJob: makeWorkJob({ ...deps, jobs: makeJobItems(deps), acts }) }
})

export const handler = consumerHandler(
  'orders.jobs',
  [
    on(orderJobRequested, async (event) =>
      (await prepare()).workJob(event.data.jobId, 0, causedBy(event, SYSTEM)),
    ),
    on(orderJobContinued, async (event) =>
      (await prepare()).workJob(event.data.jobId, event.data.from, causedBy(event, SYSTEM)),
    ),
  ],
  async () => (await prepare()).personal,
)
