import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ids } from '#shared/ids.ts'
import { makeInboxReader } from '#shared/webhooks.ts'
import { makeTrackerOf } from '../adapters/easypost-news.ts'
import { makeChangeParcel } from '../adapters/parcel-repository.ts'
import { makeAddScan } from './add-scan.ts'
import { makeAttachLabel } from './attach-label.ts'
import { makeTakeParkedNews } from './parked-news.ts'
import { makeListShipments, makeReadShipment } from './read-shipments.ts'
import { makeRecordInspection } from './record-inspection.ts'

/** What people do with shipments, put together from its parts. */
export function makeDesk(deps: CommitDeps & { readonly ids: Ids }) {
  const change = makeChangeParcel(deps)
  const trackerOf = makeTrackerOf(makeInboxReader(deps))
  const takeParkedNews = makeTakeParkedNews({ ...deps, change, trackerOf })
  return {
    read: makeReadShipment(deps),
    list: makeListShipments(deps),
    addScan: makeAddScan({ ...deps, change }),
    recordInspection: makeRecordInspection(deps),
    attachLabel: makeAttachLabel({ ...deps, change, takeParkedNews }),
  }
}
