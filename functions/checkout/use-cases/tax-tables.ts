import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store } from '#shared/store/store.ts'
import * as terms from '../adapters/terms.ts'
import { MAX_TAX_ROWS, type TaxRow, type TaxTable, type TaxTableId, taxRow } from '../contract/terms.ts'
import { taxTableChanged } from '../contract/terms-events.ts'
import { type ReadRow, rowFaults } from '../domain/tax-table/check-rows.ts'
import { rowsOfCsv, tableInvalid } from './read-rows.ts'

export interface PutTaxTable {
  readonly id: TaxTableId
  readonly body: { readonly rows?: readonly TaxRow[] | undefined; readonly csv?: string | undefined }
  readonly ifMatch: number | undefined
}

/**
 * Writes a merchant's tax table as a whole.
 * 1. Read the rows, from a file or as they are, and refuse what is wrong by its lines.
 * 2. Refuse who has not seen the current version.
 * 3. Write header, rows, what tells quotes of them, and the event in one commit.
 * Refusals: `table_invalid`, `precondition_required`, `precondition_failed`.
 */
export const makePutTaxTable =
  (deps: CommitDeps) =>
  async (
    { id, body, ifMatch }: PutTaxTable,
    cause: Cause,
  ): Promise<Outcome<{ table: TaxTable; created: boolean }>> => {
    const read = rowsOf(body)
    if (!read.ok) return read
    const faults = rowFaults(read.value)
    if (faults.length > 0) return tableInvalid(faults)
    const rows = read.value.map(({ row }) => row)
    return untilNoConflict(async () => {
      const before = await terms.readTaxTable(deps.store, id)
      const known = before?.header.isRemoved ? undefined : before?.header
      const seen = checkSeenVersion(`tax table ${id}`, known, ifMatch)
      if (!seen.ok) return seen
      const changed = await commitTable(deps, before?.header, { id, rows, isRemoved: false }, cause)
      return changed.ok ? success({ table: changed.value, created: !known }) : changed
    })
  }

const COLUMNS = Object.keys(taxRow.shape)

const rowsOf = ({ rows = [], csv }: PutTaxTable['body']): Outcome<ReadRow<TaxRow>[], 'table_invalid'> =>
  csv === undefined
    ? success(rows.map((row, index) => ({ pointer: `/rows/${index}`, row })))
    : rowsOfCsv(csv, taxRow, { columns: COLUMNS, atMost: MAX_TAX_ROWS })

/** Removes a table. Refusals: `not_found`, `precondition_failed`. */
export const makeRemoveTaxTable =
  (deps: CommitDeps) =>
  (
    { id, ifMatch }: { readonly id: TaxTableId; readonly ifMatch: number | undefined },
    cause: Cause,
  ): Promise<Outcome<TaxTable>> =>
    untilNoConflict(async () => {
      const before = await terms.readTaxTable(deps.store, id)
      if (!before || before.header.isRemoved) return notFound(id)
      const seen = checkSeenVersion(`tax table ${id}`, before.header, ifMatch ?? before.header.version)
      if (!seen.ok) return seen
      const removed = await commitTable(deps, before.header, { id, rows: [], isRemoved: true }, cause)
      return removed.ok ? success({ ...removed.value, rows: [...before.rows] }) : removed
    })

async function commitTable(
  deps: CommitDeps,
  before: terms.TaxTableHeader | undefined,
  { id, rows, isRemoved }: { id: TaxTableId; rows: readonly TaxRow[]; isRemoved: boolean },
  cause: Cause,
) {
  const changedAt = deps.clock.now().toISOString()
  const after = { id, rowCount: rows.length, changedAt, isRemoved }
  const version = (before?.version ?? 0) + 1
  const committed = await commitChange(deps, {
    key: terms.taxTableKey(id),
    subject: id,
    before,
    after,
    events: [happened(taxTableChanged, { tableId: id, rows: rows.length })],
    cause,
    writes: terms.taxTableWrites(after, version, rows),
  })
  return committed.ok
    ? success({ id, version, changedAt, rows: [...rows] })
    : { ok: false as const, code: 'version_conflict' as const }
}

/** Reads a table. Refusal: `not_found`. */
export const makeReadTaxTable =
  ({ store }: { store: Store }) =>
  async (id: TaxTableId): Promise<Outcome<TaxTable, 'not_found'>> => {
    const found = await terms.readTaxTable(store, id)
    if (!found || found.header.isRemoved) return notFound(id)
    const { version, changedAt } = found.header
    return success({ id, version, changedAt, rows: [...found.rows] })
  }

const notFound = (id: TaxTableId) => refuse('not_found', `There is no tax table ${id}.`)

/** All tables, without their rows. */
export const makeListTaxTables =
  ({ store }: { store: Store }) =>
  async () => ({ items: await terms.listTaxTables(store), nextCursor: null })
