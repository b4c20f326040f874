import type { Language } from '#shared/languages.ts'

/** What stands on a printed page of A4, whatever it is about and however it is drawn. */
export interface Sheet {
  readonly language: Language
  readonly title: string
  /** When what it says was so (RFC 3339): a sheet is the same each time it is printed. */
  readonly at: string
  readonly facts: readonly Fact[]
  readonly parties: readonly Party[]
  readonly table: Table
  readonly totals: readonly Total[]
  /** Beside the totals. */
  readonly breakdown?: Table | undefined
  readonly notes: readonly string[]
  /** At the foot of each page, before its number. */
  readonly footer: string
  readonly pageOf: (page: number, pages: number) => string
}

export interface Fact {
  readonly label: string
  readonly value: string
}

export interface Party {
  readonly label: string
  /** The first is the name. */
  readonly lines: readonly string[]
}

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

export interface Column {
  readonly label: string
  /** The column's part of the table's width, 0 to 1. */
  readonly width: number
  readonly align: 'left' | 'right'
}

export interface Total extends Fact {
  /** The one that counts. */
  readonly strong?: boolean
}

/** Every text of a sheet: what fonts must have. */
export function textsOf(sheet: Sheet): string[] {
  const ofTable = ({ columns, rows }: Table) => [...columns.map(({ label }) => label), ...rows.flat()]
  return [
    ...[sheet.title, sheet.footer, sheet.pageOf(1, 2), ...sheet.notes],
    ...[...sheet.facts, ...sheet.totals].flatMap(({ label, value }) => [label, value]),
    ...sheet.parties.flatMap(({ label, lines }) => [label, ...lines]),
    ...ofTable(sheet.table),
    ...(sheet.breakdown ? ofTable(sheet.breakdown) : []),
  ]
}
