import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { on, onFacts, type Subscription } from '#shared/consumer.ts'
import {
  categoryChanged,
  categoryRemoved,
  productPublished,
  productWithdrawn,
  synonymsChanged,
} from '../contract/events.ts'
import { mediaReady } from '../contract/media-events.ts'
import {
  type HearDeps,
  makeHearCategories,
  makeHearOrder,
  makeHearPicture,
  makeHearRates,
  makeHearShown,
  makeHearStock,
  makeHearSynonyms,
  makeHearWithdrawn,
} from '../use-cases/search/hear-changes.ts'

/** What the search is brought up to date by. */
export function listeners(deps: HearDeps): readonly Subscription[] {
  const hearStock = makeHearStock(deps)
  const hearCategories = makeHearCategories(deps)
  return [
    on(productPublished, makeHearShown(deps)),
    on(productWithdrawn, makeHearWithdrawn(deps)),
    on(mediaReady, makeHearPicture(deps)),
    on(categoryChanged, hearCategories),
    on(categoryRemoved, hearCategories),
    on(synonymsChanged, makeHearSynonyms(deps)),
    ...stockEvents.map((event) => on(event, hearStock)),
    onFacts(orderConfirmed, makeHearOrder(deps)),
    on(ratesPublished, makeHearRates(deps)),
  ]
}
