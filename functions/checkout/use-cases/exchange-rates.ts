import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type FieldError, type Outcome, success } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import * as terms from '../adapters/terms.ts'
import { type ExchangeRate, exchangeRate } from '../contract/exchange-rate.ts'
import { exchangeRatesChanged } from '../contract/terms-events.ts'
import type { ReadRow } from '../domain/tax-table/check-rows.ts'
import { rowsOfCsv, tableInvalid } from './read-rows.ts'

export interface SetExchangeRates {
  readonly rates?: readonly ExchangeRate[] | undefined
  readonly csv?: string | undefined
}

/** No more currencies than a commit has room for. */
const MOST = 60

/**
 * Sets the rates of a day; what is not named stays as it is.
 * 1. Read the rates, from a file or as they are, and refuse what is wrong by its lines: a rate of a currency to
 *    itself, of tomorrow, twice, or older than the one that is there.
 * 2. Write the rates and the event in one commit.
 * Refusal: `table_invalid`.
 */
export const makeSetExchangeRates =
  (deps: CommitDeps) =>
  async (body: SetExchangeRates, cause: Cause): Promise<Outcome<readonly ExchangeRate[]>> => {
    const read = ratesOf(body)
    if (!read.ok) return read
    return untilNoConflict(async () => {
      const [item, known] = await Promise.all([
        deps.store.get(terms.exchangeRatesKey),
        terms.readExchangeRates(deps.store),
      ])
      const now = deps.clock.now()
      const faults = faultsOf(read.value, known, now)
      if (faults.length > 0) return tableInvalid(faults)
      const rates = read.value.map(({ row }) => row)
      const committed = await commitChange(deps, {
        key: terms.exchangeRatesKey,
        subject: 'exchange-rates',
        before: item && terms.exchangeRatesHeader.parse(item),
        after: { changedAt: now.toISOString() },
        events: [happened(exchangeRatesChanged, { rates })],
        cause,
        writes: rates.map(terms.rateWrite),
      })
      if (!committed.ok) return { ok: false as const, code: 'version_conflict' as const }
      const all = new Map(known)
      for (const rate of rates) all.set(rate.currency, rate)
      return success(inOrder(all.values()))
    })
  }

const ratesOf = ({ rates = [], csv }: SetExchangeRates): Outcome<ReadRow<ExchangeRate>[], 'table_invalid'> =>
  csv === undefined
    ? success(rates.map((row, index) => ({ pointer: `/rates/${index}`, row })))
    : rowsOfCsv(csv, exchangeRate, { columns: Object.keys(exchangeRate.shape), atMost: MOST })

function faultsOf(
  read: readonly ReadRow<ExchangeRate>[],
  known: ReadonlyMap<string, ExchangeRate>,
  now: Date,
): FieldError[] {
  const latest = new Date(now.getTime() + days(1)).toISOString().slice(0, 10)
  return read.flatMap(({ pointer, row }, index) => {
    const fault = (field: string, code: string, detail: string) => [
      { pointer: `${pointer}/${field}`, code, detail },
    ]
    const newest = known.get(row.currency)?.date ?? ''
    if (row.currency === row.base) return fault('base', 'same_currency', 'A currency is always 1 of itself.')
    if (row.date > latest) return fault('date', 'not_yet', `Today is ${now.toISOString().slice(0, 10)}.`)
    if (row.date < newest) return fault('date', 'older', `There is a rate of ${newest} already.`)
    return read.findIndex((other) => other.row.currency === row.currency) < index
      ? fault('currency', 'duplicate', `${row.currency} stands there twice: each has one rate.`)
      : []
  })
}

const inOrder = (rates: Iterable<ExchangeRate>): ExchangeRate[] =>
  [...rates].sort((a, b) => (a.currency < b.currency ? -1 : 1))

/** The newest rate of each currency. */
export const makeListExchangeRates =
  ({ store }: { store: Store }) =>
  async () => ({ items: inOrder((await terms.readExchangeRates(store)).values()), nextCursor: null })
