import * as z from 'zod/mini'
import type { Currency } from '#shared/money.ts'
import { type Item, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { type ExchangeRate, exchangeRate } from '../contract/exchange-rate.ts'
import { type TaxRow, type TaxTableId, taxRow, taxTableId } from '../contract/terms.ts'
import type { TaxRule } from '../domain/tax-rule.ts'
import { rulesOfRows } from '../domain/tax-table/rules-of-rows.ts'

/**
 * The partition that every quote reads: small items say what there is, and what is the newest of it. What a merchant
 * sets stands there beside the rates of the stock locations, whose keys have no `#`; an exchange rate is such an
 * item itself, so that a quote asks nothing more for it.
 */
export const HEADS = 'RATES'
const TAX_TABLE = 'TAX#'
const EXCHANGE_RATE = 'FX#'

export const taxTableKey = (id: TaxTableId): Key => ({ pk: `TAX_TABLE#${id}`, sk: 'HEADER' })
const rowsKey = (id: TaxTableId): Key => ({ pk: `TAX_TABLE#${id}`, sk: 'ROWS' })
const headKey = (id: TaxTableId): Key => ({ pk: HEADS, sk: `${TAX_TABLE}${id}` })

const header = z.object({
  id: taxTableId,
  rowCount: z.int(),
  changedAt: z.string(),
  /** What is removed keeps its versions: another table of its name goes on from there. */
  isRemoved: z.boolean(),
  version: z.int(),
  sequence: z.int(),
})
export type TaxTableHeader = z.infer<typeof header>

const storedRows = z.object({ rows: z.string() })
const rows = z.array(taxRow)

export async function readTaxTable(
  store: Store,
  id: TaxTableId,
): Promise<{ header: TaxTableHeader; rows: readonly TaxRow[] } | undefined> {
  const [head, body] = await Promise.all([store.get(taxTableKey(id)), store.get(rowsKey(id))])
  if (!head) return undefined
  return { header: header.parse(head), rows: body ? readRows(body) : [] }
}

const readRows = (item: Item): readonly TaxRow[] => rows.parse(JSON.parse(storedRows.parse(item).rows))

/** The rows of a table, and what tells quotes of them; nothing of both where it is removed. */
export function taxTableWrites(
  { id, isRemoved, rowCount, changedAt }: Pick<TaxTableHeader, 'id' | 'isRemoved' | 'rowCount' | 'changedAt'>,
  version: number,
  all: readonly TaxRow[],
): Write[] {
  if (isRemoved) return [{ delete: headKey(id) }, { delete: rowsKey(id) }]
  return [
    { put: { ...headKey(id), id, version, rowCount, changedAt } },
    { put: { ...rowsKey(id), rows: JSON.stringify(all) } },
  ]
}

const tableHead = z.object({ id: taxTableId, version: z.int(), rowCount: z.int(), changedAt: z.string() })
export type TaxTableHead = z.infer<typeof tableHead>

export async function listTaxTables(store: Store): Promise<TaxTableHead[]> {
  const items = await queryAll(store, { partition: HEADS, sort: { beginsWith: TAX_TABLE } })
  return items.map((item) => tableHead.parse(item))
}

/** What is known of tables that were read before, by id. */
export type KnownTables = Map<TaxTableId, { readonly version: number; readonly rules: readonly TaxRule[] }>

/** The rules of the tables that heads tell of; a table is read again only where it has changed. */
export async function ownTaxRules(
  store: Store,
  heads: readonly Item[],
  known: KnownTables,
): Promise<TaxRule[]> {
  const told = heads.filter(({ sk }) => sk.startsWith(TAX_TABLE)).map((item) => tableHead.parse(item))
  const tables = await Promise.all(
    told.map(async ({ id, version }) => {
      const kept = known.get(id)
      if (kept?.version === version) return kept.rules
      const item = await store.get(rowsKey(id))
      const rules = rulesOfRows(item ? readRows(item) : [], `tax table ${id}`)
      known.set(id, { version, rules })
      return rules
    }),
  )
  return tables.flat()
}

/** The aggregate of all exchange rates; each rate is an item of its own. */
export const exchangeRatesKey: Key = { pk: 'EXCHANGE_RATES', sk: 'HEADER' }
export const exchangeRatesHeader = z.object({ changedAt: z.string(), version: z.int(), sequence: z.int() })

export const rateWrite = (rate: ExchangeRate): Write => ({
  put: { pk: HEADS, sk: `${EXCHANGE_RATE}${rate.currency}`, ...rate },
})

export const ratesAmong = (heads: readonly Item[]): ExchangeRate[] =>
  heads
    .filter(({ sk }) => sk.startsWith(EXCHANGE_RATE))
    .map(({ pk: _, sk: __, ...rate }) => exchangeRate.parse(rate))

export async function readExchangeRates(store: Store): Promise<ReadonlyMap<Currency, ExchangeRate>> {
  const items = await queryAll(store, { partition: HEADS, sort: { beginsWith: EXCHANGE_RATE } })
  return new Map(ratesAmong(items).map((rate) => [rate.currency, rate]))
}
