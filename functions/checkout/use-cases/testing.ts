import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { safetyStockChanged, stockChanged } from '#contexts/inventory/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { Clock } from '#shared/clock.ts'
import type { EventDefinition, EventOf } from '#shared/events.ts'
import { makeIds, promotionId } from '#shared/ids.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import type { Terms } from '../contract/final-step.ts'
import { promotion } from '../contract/promotions.ts'
import { makeApplyMovements, makeCopyProduct, makeCopyRates, makeWithdrawProduct } from './keep-copies.ts'
import { makeQuote } from './make-quote.ts'
import { makePutPromotion } from './promotions.ts'

/** Friday morning in Tokyo. */
export const NOW = new Date('2026-11-20T10:00:00+09:00')

let born = 0
export const ids = makeIds(() => String(++born).padStart(26, '0'))

export const seal = makeSealedText('quote', aSecret('a secret of the tests'))

/** An event as a consumer gets it. */
export const received = <Definition extends EventDefinition>(
  definition: Definition,
  data: unknown,
  about: { sequence?: number; id?: string } = {},
): EventOf<Definition> =>
  ({
    id: ids.event(),
    type: definition.type,
    schema: definition.schema,
    source: definition.source,
    subject: 'a subject',
    sequence: 1,
    occurredAt: NOW.toISOString(),
    correlationId: 'a request',
    causationId: 'a request',
    actor: SYSTEM,
    ...about,
    data: definition.data.parse(data),
    personal: undefined,
  }) as EventOf<Definition>

/** A product of one variant, whose SKU is its id. */
export const published = (
  sku: string,
  changes: object = {},
  sequence = 1,
  withdrawnSkus: readonly string[] = [],
) => {
  const name = { en: `The ${sku}`, ja: `${sku}です`, 'zh-Hans': `${sku}书` }
  const shared = {
    prices: [
      { amount: 1980, currency: 'JPY' },
      { amount: 1800, currency: 'EUR' },
    ],
    weightGrams: 450,
    lengthMm: 150,
    widthMm: 105,
    heightMm: 25,
  }
  const { taxClass, kind, giftCard, ...own } = {
    ...{ taxClass: 'standard', kind: 'physical', giftCard: undefined },
    ...changes,
  }
  const variants = [{ sku, name, options: {}, ...shared, ...own }]
  return received(
    productPublished,
    { productId: sku, name, taxClass, kind, giftCard, ...shared, variants, withdrawnSkus },
    { sequence },
  )
}

/** The product of one variant is not sold any more. */
export function withdrawn(sku: string, sequence: number) {
  const { data } = published(sku)
  const { variants: _, withdrawnSkus: __, ...whole } = data
  return received(productWithdrawn, { ...whole, status: 'archived', skus: [sku] }, { sequence })
}

export const moved = (
  movements: { sku: string; onHand?: number; reserved?: number; locationId?: string }[],
) =>
  received(stockChanged, {
    movements: movements.map((movement) => ({ locationId: 'TYO', onHand: 0, reserved: 0, ...movement })),
    reason: 'counted',
  })

/** A location keeps more units back from sale than before, or fewer. */
export const keptBack = (change: number, locationId = 'TYO') =>
  received(safetyStockChanged, { sku: 'BOOK', locationId, safety: Math.max(0, change), change })

const prices = (yen: number) => [
  { amount: yen, currency: 'JPY' },
  { amount: 2 * yen, currency: 'EUR' },
]
export const rate = (
  id: string,
  level: string,
  yen: number,
  min: number,
  max: number,
  more: object = {},
) => ({
  id,
  level,
  carrier: 'YamatoLike',
  service: id,
  countries: ['JP'],
  bands: [
    { upToGrams: 1_000, prices: prices(yen) },
    { upToGrams: 200_000, prices: prices(yen * 2) },
  ],
  transitDays: { min, max },
  ...more,
})

export const ratesOf = (locationId: string, changes: object = {}, sequence = 1) =>
  received(
    ratesPublished,
    {
      locationId,
      originCountry: 'JP',
      originCity: 'Tokyo',
      timeZone: 'Asia/Tokyo',
      cutOff: '15:00',
      priority: 1,
      holidays: ['2026-11-23'],
      tables: [
        { effectiveFrom: '2026-01-01', rates: [rate('old', 'standard', 1, 1, 1)] },
        {
          effectiveFrom: '2026-10-01',
          rates: [
            rate('ground', 'standard', 700, 1, 2),
            rate('post', 'standard', 550, 2, 3),
            rate('air', 'express', 990, 1, 1),
            rate('courier', 'same_day', 1500, 0, 0, { cities: ['tokyo'] }),
            rate('world', 'standard', 2400, 4, 8, { countries: ['*'] }),
          ],
        },
        { effectiveFrom: '2027-01-01', rates: [rate('later', 'standard', 2, 1, 1)] },
      ],
      ...changes,
    },
    { sequence },
  )

export const CAUSE = { correlationId: 'test', causationId: 'test', actor: SYSTEM }

/** What use cases that write an aggregate are given, on a store in memory. */
export const makeCommitDeps = (store = makeMemoryStore()) => ({
  store,
  clock: { now: () => NOW },
  ids,
  personal: makeTestPersonal(),
})

/** Two weeks to withdraw, three days to pay. */
export const TERMS: Terms = {
  offered: ['store', 'cash_on_delivery'],
  capture: 'on_hand_over',
  captureAfterDays: 3,
  delayedPayment: 3 * 86_400,
  withdrawal: 14 * 86_400,
}

/** Checkout in memory, with what its consumers are told. */
export function makeCheckout(clock: Clock = { now: () => NOW }) {
  const store = makeMemoryStore()
  const readRates = makeReadRates(store)
  return {
    store,
    readRates,
    copyProduct: makeCopyProduct({ store }),
    withdrawProduct: makeWithdrawProduct({ store }),
    copyRates: makeCopyRates({ store }),
    apply: makeApplyMovements({ store }),
    quote: makeQuote({ store, readRates, clock, ids, seal, quoteLife: 15 * 60_000, terms: TERMS }),
    /** Writes a promotion that is new. */
    promote: (id: string, content: object) =>
      makePutPromotion(makeCommitDeps(store))(
        {
          id: promotionId.parse(id),
          promotion: promotion.parse({ name: { en: id }, ...content }),
          ifMatch: undefined,
        },
        CAUSE,
      ),
  }
}
