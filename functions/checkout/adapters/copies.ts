import * as z from 'zod/mini'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { LocationId, Sku } from '#shared/ids.ts'
import { type Key, queryAll, type Store, type Update } from '#shared/store/store.ts'
import {
  type LocationRates,
  locationRates,
  type ProductCopy,
  productCopy,
  type SkuCopy,
} from '../domain/copies.ts'

/** All rate copies are one partition: a quote reads them with one query. */
const RATES = 'RATES'

/** Before a location's id: the attribute of what is available there, which is only ever added to. */
const STOCK = 'stock@'

const skuKey = (sku: Sku): Key => ({ pk: `SKU#${sku}`, sk: 'COPY' })

const productOf = z.object({ product: z.optional(productCopy) })
const ratesOf = z.object({ rates: locationRates })

export async function readSku(store: Store, sku: Sku): Promise<SkuCopy> {
  const item = (await store.get(skuKey(sku))) ?? {}
  const stock = Object.entries(item).filter(([name]) => name.startsWith(STOCK))
  return {
    product: productOf.parse(item).product,
    available: new Map(stock.map(([name, amount]) => [name.slice(STOCK.length), Number(amount)])),
  }
}

export async function readRates(store: Store): Promise<LocationRates[]> {
  const items = await queryAll(store, { partition: RATES })
  return items.map((item) => ratesOf.parse(item).rates)
}

export const writeProduct = (store: Store, sku: Sku, product: ProductCopy, sequence: number) =>
  replaceCopy(store, skuKey(sku), { product }, sequence)

export const writeRates = (store: Store, rates: LocationRates, sequence: number) =>
  replaceCopy(store, { pk: RATES, sk: rates.locationId }, { rates }, sequence)

/** Adds to what is available at locations; leaves what the catalog says as it is. */
export const stockUpdate = (sku: Sku, changes: ReadonlyMap<LocationId, number>): Update => ({
  update: skuKey(sku),
  add: Object.fromEntries([...changes].map(([locationId, change]) => [`${STOCK}${locationId}`, change])),
})

/** Sets attributes of a copy, unless it is of the same or a later sequence already. */
async function replaceCopy(
  store: Store,
  key: Key,
  set: Readonly<Record<string, unknown>>,
  sequence: number,
): Promise<'replaced' | 'older'> {
  const result = await untilNoConflict(async () => {
    const known = z.optional(z.int()).parse((await store.get(key))?.['sequence'])
    if (known !== undefined && known >= sequence) return { ok: true as const, value: 'older' as const }
    const unchanged =
      known === undefined ? (['sequence', 'absent'] as const) : (['sequence', '=', known] as const)
    const committed = await store.commit([{ update: key, set: { ...set, sequence }, when: [unchanged] }])
    return committed.ok
      ? { ok: true as const, value: 'replaced' as const }
      : { ok: false as const, code: 'version_conflict' as const }
  })
  return result.value
}
