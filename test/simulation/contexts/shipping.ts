import { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import { EASYPOST, identify } from '#contexts/shipping/adapters/easypost-news.ts'
import { verifyEasyPost } from '#contexts/shipping/adapters/easypost-signature.ts'
import { ownCourier } from '#contexts/shipping/adapters/own-courier.ts'
import { makeChangeParcel } from '#contexts/shipping/adapters/parcel-repository.ts'
import { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import { shipmentWebhookReceived } from '#contexts/shipping/contract/events.ts'
import { subscriptions } from '#contexts/shipping/contract/subscriptions.ts'
import { OWN_COURIER } from '#contexts/shipping/domain/rate-tables.ts'
import { listeners } from '#contexts/shipping/handlers/listeners.ts'
import { makeChangeRecipient } from '#contexts/shipping/use-cases/change-recipient.ts'
import { makeDesk } from '#contexts/shipping/use-cases/desk.ts'
import { makeRepublishRates } from '#contexts/shipping/use-cases/publish-rates.ts'
import { makeReceiveWebhook } from '#contexts/shipping/use-cases/receive-webhook.ts'
import { makeRefreshTrackers } from '#contexts/shipping/use-cases/refresh-trackers.ts'
import { makeLabelDesk, makeShipping } from '#contexts/shipping/use-cases/shipping.ts'
import { days, minutes } from '#shared/clock.ts'
import { makeInbox } from '#shared/webhooks.ts'
import type { Ground } from '../ground.ts'
import { EASYPOST_SECRET } from '../outside/carrier.ts'

export function openShipping(ground: Ground) {
  const commit = ground.commit('shipping')
  const carrierFor = (carrier: string) => (carrier === OWN_COURIER.carrier ? ownCourier : ground.carrier)
  const deps = { ...commit, carrierFor, change: makeChangeParcel(commit) }
  const shipping = makeShipping(deps)
  const desk = makeDesk(deps)
  const labels = makeLabelDesk({ ...deps, withdraw: ground.ask(withdrawLabel) })
  ground.listen({
    name: 'shipping.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => shipping),
  })
  ground.serve(changeRecipient, makeChangeRecipient(deps))

  const { lookEveryMinutes, askAfterMinutes, lostAfterDays, deliveredAfterDays } = ground.config.tracking
  const watch = { askAfterMinutes, lostAfterDays, deliveredAfterDays }
  ground.schedule(
    'shipping.refresh-trackers',
    minutes(lookEveryMinutes),
    makeRefreshTrackers({ ...deps, ...watch }),
  )
  ground.schedule('shipping.publish-rates', days(1), makeRepublishRates(deps))

  const receive = makeReceiveWebhook({
    clock: ground.clock,
    inbox: makeInbox({ ...commit, endOf: ground.endOf }, shipmentWebhookReceived),
    provider: EASYPOST,
    verify: verifyEasyPost,
    secrets: async () => [EASYPOST_SECRET],
    identify,
  })
  ground.receive('easypost', ({ raw, sign }) =>
    ground.ports.act('shipping.easypostWebhook', async () => (await receive({ raw, headers: sign() })).ok),
  )
  return {
    deps,
    ...ground.operations('shipping', {
      attachLabel: desk.attachLabel,
      recordInspection: desk.recordInspection,
      addShipmentScan: desk.addScan,
      voidShipmentLabel: labels.voidLabelByStaff,
      buyShipmentLabel: labels.buyLabelAgain,
    }),
    listShipments: desk.list,
  }
}
