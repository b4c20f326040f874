import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { safetyStockChanged, stockChanged } from '#contexts/inventory/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type OrderId, orderId, productId, sku } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeHeard } from '#shared/testing-events.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { type VisitorEvent, visitorEvent } from '../contract/types.ts'
import { makeForgetVisitor } from './forget-visitor.ts'
import { makeKeepBasket } from './keep-basket.ts'
import { makeApplyMovements, makeKeepProduct, makeWithdrawProduct } from './keep-copies.ts'
import { makeLearn } from './learn.ts'
import { makeReadFunnel } from './read-funnel.ts'
import { makeRecommendBesideProduct, makeRecommendPopular, makeRecommendViewed } from './recommend.ts'
import { makeRecordEvents } from './record-events.ts'

export const NOON = new Date('2026-11-26T12:00:00.000Z')
export const VISITOR = '0d9e3f4c-0000-4000-8000-000000000001'

export const anOrder = (number: number): OrderId => orderId.parse(`ord_${String(number).padStart(26, '0')}`)

export const viewed = (id: string, of: string, at = NOON): VisitorEvent =>
  visitorEvent.parse({ type: 'view', id, at: at.toISOString(), productId: of })

export const did = (type: VisitorEvent['type'], id: string, at = NOON, more: object = {}): VisitorEvent =>
  visitorEvent.parse({ type, id, at: at.toISOString(), ...more })

const heard = makeHeard({ sequence: 1, correlationId: 'c', causationId: 'c', actor: SYSTEM })

const asWritten = (id: string, changes: object) => ({
  productId: id,
  name: { en: `The ${id}`, ja: `${id}です` },
  status: 'published',
  taxClass: 'standard',
  kind: 'physical',
  prices: [{ amount: 1000, currency: 'JPY' }],
  weightGrams: 1,
  lengthMm: 1,
  widthMm: 1,
  heightMm: 1,
  ...changes,
})

/** Insights in memory, and the others whom it hears. */
export function makeInsights({ eventsPerVisitor = 1_000 } = {}) {
  const store = makeMemoryStore()
  let time = NOON
  const clock = { now: () => time }
  const settings = { keepEventsDays: 90, keepBasketsDays: 400, eventsPerVisitor }
  const deps = { store, clock, settings, personal: makeTestPersonal() }
  const keepProduct = makeKeepProduct(deps)
  const withdraw = makeWithdrawProduct(deps)
  const applyMovements = makeApplyMovements(deps)
  const keepBasket = makeKeepBasket({ store, keepBasketsDays: settings.keepBasketsDays })
  const besideProduct = makeRecommendBesideProduct(deps)
  const recommendPopular = makeRecommendPopular(deps)
  const recommendViewed = makeRecommendViewed(deps)
  const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id)
  return {
    store,
    applyMovements,
    keepBasket,
    besideProduct,
    record: makeRecordEvents(deps),
    forget: makeForgetVisitor(deps),
    learn: makeLearn(deps),
    funnel: makeReadFunnel(deps),
    setTime(now: Date): void {
      time = now
    },

    /** With one variant of its own name, unless its changes say otherwise. */
    publish: (id: string, changes: object = {}, sequence = 1) =>
      keepProduct(
        heard(
          productPublished,
          {
            ...asWritten(id, changes),
            withdrawnSkus: [],
            variants: [variantOf(id)],
            ...changes,
          },
          { sequence },
        ),
      ),
    withdraw: (id: string, sequence: number) =>
      withdraw(heard(productWithdrawn, { ...asWritten(id, {}), skus: [id] }, { sequence })),
    stocked: (units: Readonly<Record<string, number>>) =>
      heard(stockChanged, {
        reason: 'counted',
        movements: Object.entries(units).map(([of, onHand]) => ({
          ...{ sku: of, onHand },
          locationId: 'TYO',
          reserved: 0,
        })),
      }),
    /** A location keeps so many more units of a SKU back from sale. */
    keptBack: (of: string, units: number, locationId = 'TYO') =>
      heard(safetyStockChanged, { sku: of, locationId, safety: units, change: units }),
    buy: (number: number, skus: readonly string[], placedAt = NOON) =>
      keepBasket(
        anOrder(number),
        placedAt.toISOString(),
        skus.map((of) => sku.parse(of)),
      ),
    beside: async (id: string, kind: 'also_bought' | 'similar', limit = 10) => {
      const found = await besideProduct(productId.parse(id), kind, { limit })
      return found.ok ? idsOf(found.value) : found.code
    },
    popular: async (limit = 10) => idsOf(await recommendPopular({ limit })),
    viewedBy: async (visitorId: string, limit = 10) => idsOf(await recommendViewed(visitorId, { limit })),
  }
}

export const variantOf = (id: string, prices: readonly object[] = [{ amount: 1000, currency: 'JPY' }]) => ({
  ...{ sku: id, name: { en: id }, options: {}, prices },
  ...{ weightGrams: 1, lengthMm: 1, widthMm: 1, heightMm: 1 },
})
