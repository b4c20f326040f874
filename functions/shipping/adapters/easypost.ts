import { currency, decimalsOf, type Money } from '#shared/money.ts'
import { Fault } from '#shared/outcomes.ts'
import type { BoughtLabel, Carrier, Consignment, Offer } from '../domain/carrier.ts'
import type { EasyPostClient } from './easypost-client.ts'
import { newsFrom } from './easypost-news.ts'
import { shipmentBody } from './easypost-request.ts'
import { type EasyPostShipment, type Rate, shipment, tracker } from './easypost-schemas.ts'

/** Refusals that no repetition changes: the address, the parcel or its papers are wrong. */
const FOR_GOOD = /^(ADDRESS|PARCEL|CUSTOMS|SHIPMENT\.INVALID_PARAMS)/

/** The carriers that EasyPost reaches, as one. */
export function makeEasyPost(client: EasyPostClient): Carrier {
  async function retrieve(reference: string): Promise<EasyPostShipment> {
    const found = await client('GET', `/shipments/${reference}`, shipment)
    if (!found.ok) throw new Fault(`EasyPost does not know its shipment ${reference}: ${found.code}`)
    return found.value
  }

  return {
    async open(request) {
      const made = await client('POST', '/shipments', shipment, shipmentBody(request))
      if (!made.ok) return declinedFor(made.code, 'the shipment')
      return { outcome: 'opened', consignment: consignmentOf(made.value) }
    },

    find: async (reference) => consignmentOf(await retrieve(reference)),

    async buy(reference, { id }) {
      const paid = await client('POST', `/shipments/${reference}/buy`, shipment, { rate: { id } })
      if (!paid.ok && paid.code !== 'SHIPMENT.POSTAGE.EXISTS') return declinedFor(paid.code, 'the purchase')
      const label = labelOf(paid.ok ? paid.value : await retrieve(reference))
      if (!label) throw new Fault(`EasyPost took the purchase of ${reference} and shows no label of it`)
      return { outcome: 'bought', label }
    },

    async void(reference) {
      const before = await retrieve(reference)
      if (!before.postage_label) return 'nothing_bought'
      if (before.refund_status) return 'voided'
      const given = await client('POST', `/shipments/${reference}/refund`, shipment)
      if (given.ok) return 'voided'
      return (await retrieve(reference)).refund_status ? 'voided' : 'too_late'
    },

    async track(trackerId) {
      const found = await client('GET', `/trackers/${trackerId}`, tracker)
      if (!found.ok) throw new Fault(`EasyPost does not know its tracker ${trackerId}: ${found.code}`)
      return newsFrom(found.value)
    },
  }
}

function declinedFor(code: string, what: string) {
  if (!FOR_GOOD.test(code)) throw new Fault(`EasyPost refused ${what}: ${code}`)
  return { outcome: 'declined' as const, code }
}

const consignmentOf = (it: EasyPostShipment): Consignment => ({
  reference: it.id,
  offers: it.rates.map(offerOf),
  label: labelOf(it),
})

const offerOf = ({ id, carrier, service, ...price }: Rate): Offer => ({
  id,
  carrier,
  service,
  price: moneyOf(price),
})

function moneyOf(price: { rate: string; currency: string }): Money {
  const code = currency.parse(price.currency)
  return { amount: Math.round(Number(price.rate) * 10 ** decimalsOf(code)), currency: code }
}

function labelOf(it: EasyPostShipment): BoughtLabel | undefined {
  const { postage_label: print, tracking_code: trackingNumber, selected_rate: rate } = it
  if (!print || !trackingNumber || !rate) return undefined
  return {
    carrier: rate.carrier,
    service: rate.service,
    trackingNumber,
    trackerId: it.tracker?.id,
    url: print.label_url ?? undefined,
    postage: moneyOf(rate),
    news: it.tracker ? newsFrom(it.tracker) : { scans: [] },
  }
}
