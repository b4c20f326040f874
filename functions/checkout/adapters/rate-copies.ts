import * as z from 'zod/mini'
import { type LocationId, locationId } from '#shared/ids.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import { type Key, queryAll, type Store } from '#shared/store/store.ts'
import type { ExchangeRate } from '../contract/exchange-rate.ts'
import { type LocationRates, locationRates } from '../domain/copies.ts'
import type { TaxRule } from '../domain/tax-rule.ts'
import { HEADS, type KnownTables, ownTaxRules, ratesAmong } from './terms.ts'

/** One small item per location says which rates are the newest; the rates, some 100 kB, are an item of their own. */
const headKey = (id: LocationId): Key => ({ pk: HEADS, sk: id })
const bodyKey = (id: LocationId): Key => ({ pk: `RATES#${id}`, sk: 'COPY' })

const head = z.object({ sk: locationId, sequence: z.int() })
const body = z.object({ sequence: z.int(), rates: z.string() })

/** What quotes go by beside the SKUs: rates of shipping, the merchant's own taxes, and exchange rates. */
export interface Terms {
  readonly locations: readonly LocationRates[]
  readonly ownTaxRules: readonly TaxRule[]
  readonly exchangeRates: readonly ExchangeRate[]
}

export type ReadRates = () => Promise<Terms>

/**
 * Reads the newest rates and terms. What was read before is read again only where there is something newer, as it is
 * large: so make one reader per process.
 */
export function makeReadRates(store: Store): ReadRates {
  const tables: KnownTables = new Map()
  const known = new Map<LocationId, { sequence: number; rates: LocationRates }>()

  const newest = async (id: LocationId, sequence: number): Promise<LocationRates> => {
    const kept = known.get(id)
    if (kept && kept.sequence >= sequence) return kept.rates
    const stored = body.parse(await store.get(bodyKey(id)))
    const read = { sequence: stored.sequence, rates: locationRates.parse(JSON.parse(stored.rates)) }
    known.set(id, read)
    return read.rates
  }

  return async () => {
    const heads = await queryAll(store, { partition: HEADS })
    const ofLocations = heads.filter(({ sk }) => !sk.includes('#')).map((item) => head.parse(item))
    const [locations, own] = await Promise.all([
      Promise.all(ofLocations.map(({ sk, sequence }) => newest(sk, sequence))),
      ownTaxRules(store, heads, tables),
    ])
    return { locations, ownTaxRules: own, exchangeRates: ratesAmong(heads) }
  }
}

export function writeRates(store: Store, rates: LocationRates, sequence: number) {
  const copy = { ...bodyKey(rates.locationId), sequence, rates: JSON.stringify(rates) }
  return replaceCopy(store, headKey(rates.locationId), { sequence, writes: [{ put: copy }] })
}
