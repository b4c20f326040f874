import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ids } from '#shared/ids.ts'
import { makeInboxReader } from '#shared/webhooks.ts'
import { makeTrackerOf } from '../adapters/easypost-news.ts'
import { makeChangeParcel } from '../adapters/parcel-repository.ts'
import type { Carrier } from '../domain/carrier.ts'
import { makeApplyWebhook } from './apply-webhook.ts'
import { makeBuyLabel } from './buy-label.ts'
import { makeKeepOrder } from './keep-order.ts'
import { makeLabelRequestOf } from './label-request.ts'
import { makeNoteHandOver } from './note-hand-over.ts'
import { makeParkNews, makeTakeParkedNews } from './parked-news.ts'
import { makeKeepLocation } from './publish-rates.ts'
import { makeRetryDeclined } from './retry-declined.ts'
import { makeShipParcels } from './ship-parcels.ts'
import { makeBuyLabelAgain, makeVoidLabelByStaff, type WithdrawLabel } from './staff-labels.ts'
import { makeVoidLabel, makeVoidLabels, makeVoidOpened } from './void-label.ts'

interface Deps extends CommitDeps {
  readonly ids: Ids
  readonly carrierFor: (carrier: string) => Carrier
}

/** What shipping does when it hears of something, put together from its parts. */
export function makeShipping(deps: Deps) {
  const { change, trackerOf, voidLabel, buyLabel } = labelsOf(deps)
  return {
    keepOrder: makeKeepOrder(deps),
    keepLocation: makeKeepLocation(deps),
    shipParcels: makeShipParcels({ ...deps, buyLabel }),
    voidLabels: makeVoidLabels({ ...deps, voidLabel }),
    voidOpened: makeVoidOpened({ ...deps, voidLabel }),
    noteHandOver: makeNoteHandOver({ change }),
    retryDeclined: makeRetryDeclined({ ...deps, change, buyLabel }),
    applyWebhook: makeApplyWebhook({ ...deps, change, trackerOf, park: makeParkNews(deps) }),
  }
}

/** What staff ask of carriers. */
export function makeLabelDesk(deps: Deps & { readonly withdraw: WithdrawLabel }) {
  const { change, buyLabel } = labelsOf(deps)
  return {
    voidLabelByStaff: makeVoidLabelByStaff({ ...deps, change }),
    buyLabelAgain: makeBuyLabelAgain({ ...deps, change, buyLabel }),
  }
}

function labelsOf(deps: Deps) {
  const change = makeChangeParcel(deps)
  const trackerOf = makeTrackerOf(makeInboxReader(deps))
  const voidLabel = makeVoidLabel({ ...deps, change })
  const takeParkedNews = makeTakeParkedNews({ ...deps, change, trackerOf })
  const labelRequestOf = makeLabelRequestOf(deps)
  const buyLabel = makeBuyLabel({ ...deps, change, labelRequestOf, voidLabel, takeParkedNews })
  return { change, trackerOf, voidLabel, buyLabel }
}
