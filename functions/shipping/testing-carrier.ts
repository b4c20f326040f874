import { currency } from '#shared/money.ts'
import { Fault } from '#shared/outcomes.ts'
import type { BoughtLabel, Carrier, LabelRequest, News, Offer } from './domain/carrier.ts'

const offer = (carrier: string, service: string, amount: number): Offer => ({
  id: `${carrier}-${service}`,
  carrier,
  service,
  price: { amount, currency: currency.parse('JPY') },
})

interface Kept {
  readonly request: LabelRequest
  label?: BoughtLabel
  voided: boolean
}

/** A carrier that keeps what it was told, loses replies when asked to, and counts what was paid. */
export function makeFakeCarrier() {
  const consignments = new Map<string, Kept>()
  const losses = { open: 0, buy: 0, void: 0, track: 0 }
  let declines: string | undefined
  let scanned = false
  let news: News | undefined
  let offers = [offer('JPPost', 'YuPack', 870), offer('KuronekoYamato', 'TaQBin', 930)]

  const loseIfAsked = (method: keyof typeof losses) => {
    if (losses[method] === 0) return
    losses[method] -= 1
    throw new Fault(`the reply to ${method} was lost`)
  }
  const keptAs = (reference: string): Kept => {
    const kept = consignments.get(reference)
    if (!kept) throw new Fault(`no consignment ${reference}`)
    return kept
  }
  const consignmentOf = (reference: string) => ({ reference, offers, label: keptAs(reference).label })

  const carrier: Carrier = {
    async open(request) {
      if (declines) return { outcome: 'declined', code: declines }
      const reference = `their-${consignments.size + 1}`
      consignments.set(reference, { request, voided: false })
      loseIfAsked('open')
      return { outcome: 'opened', consignment: consignmentOf(reference) }
    },
    find: async (reference) => consignmentOf(reference),
    async buy(reference, { carrier, service, price }) {
      const kept = keptAs(reference)
      const trackingNumber = `TRACK-${kept.request.shipmentId.slice(-6)}`
      kept.label ??= {
        carrier,
        service,
        trackingNumber,
        trackerId: `trk-${reference}`,
        postage: price,
        news: news ?? { scans: [] },
      }
      loseIfAsked('buy')
      return { outcome: 'bought', label: kept.label }
    },
    async void(reference) {
      const kept = keptAs(reference)
      if (!kept.label) return 'nothing_bought'
      if (scanned) return 'too_late'
      kept.voided = true
      loseIfAsked('void')
      return 'voided'
    },
    async track() {
      loseIfAsked('track')
      return news
    },
  }
  return {
    ...carrier,
    consignments,
    lose: (method: keyof typeof losses, times = 1) => {
      losses[method] = times
    },
    decline: (code: string | undefined) => {
      declines = code
    },
    offer: (...given: Offer[]) => {
      offers = given
    },
    scanParcels: () => {
      scanned = true
    },
    tell: (given: News) => {
      news = given
    },
    bought: () => [...consignments.values()].filter(({ label }) => label),
    voided: () => [...consignments.values()].filter(({ voided }) => voided),
  }
}
