import type { Sku } from '#shared/ids.ts'
import { type FieldError, type Outcome, success } from '#shared/outcomes.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import type { PickBody, ShortPickBody } from '../contract/operations.ts'
import type { Fact } from './facts.ts'
import { type FulfillmentOrder, type Line, remaining } from './fulfillment-order.ts'
import { inWords, outOfTurn, refuseFields } from './refusals.ts'
import { mayDo } from './status.ts'

type Picking = Outcome<readonly Fact[], 'conflict' | 'wrong_item' | 'impossible'>

/** What each line's scanner reads, by SKU. */
export type Barcodes = ReadonlyMap<string, string>

/**
 * Scans count as picked, each code a barcode or a SKU. Once all is picked, scanning the same again
 * changes nothing, so that a scanner may repeat its last request.
 */
export function decidePick(state: FulfillmentOrder, { scans }: PickBody, barcodes: Barcodes): Picking {
  const isDone = state.status === 'picked'
  if (!isDone && !mayDo(state.status, 'pick')) return outOfTurn(state, 'pick')
  const found = scans.map(({ code, quantity }) => ({ line: lineOf(state, code, barcodes), code, quantity }))
  const strange = found.flatMap(({ line, code }, index) =>
    line ? [] : [wrongItem(`/scans/${index}/code`, code, state, barcodes)],
  )
  const counts = sumBySku(found.flatMap(({ line, quantity }) => (line ? [{ sku: line.sku, quantity }] : [])))
  const room = (line: Line) => (isDone ? line.quantity : remaining(line))
  const excess = state.lines
    .filter((line) => (counts.get(line.sku) ?? 0) > room(line))
    .map((line) => ({
      pointer: `/scans/${found.findLastIndex((scan) => scan.line === line)}/quantity`,
      code: 'too_many',
      detail: `Too many of ${line.sku}: ${counts.get(line.sku)} were scanned, ${remaining(line)} of ${line.quantity} are still to be picked.`,
    }))
  return (
    refuseFields('wrong_item', strange) ??
    refuseFields('impossible', excess) ??
    success(isDone ? [] : [{ type: 'items_picked', counts }])
  )
}

/** The line that a code names: by its SKU, else by its barcode. */
const lineOf = ({ lines }: FulfillmentOrder, code: string, barcodes: Barcodes): Line | undefined =>
  lines.find(({ sku }) => sku === code) ?? lines.find(({ sku }) => barcodes.get(sku) === code)

function wrongItem(
  pointer: string,
  code: string,
  { lines }: FulfillmentOrder,
  barcodes: Barcodes,
): FieldError {
  const wanted = lines.filter((line) => remaining(line) > 0)
  const expected = inWords(wanted.length > 0 ? wanted : lines, barcodes)
  return {
    pointer,
    code: 'wrong_item',
    detail: `Wrong item: ${code} is not wanted here. Expected: ${expected}.`,
  }
}

/** Items are not on the shelf: picking stops until people decide what follows. The same report again changes nothing. */
export function decideShortPick(state: FulfillmentOrder, { lines, reason }: ShortPickBody): Picking {
  const missing = sumBySku(lines.map((line) => ({ sku: line.sku, quantity: line.missing })))
  if (state.status === 'short_picked' && isSame(missing, state.shortPick?.lines ?? [])) return success([])
  if (!mayDo(state.status, 'short-pick')) return outOfTurn(state, 'short-pick')
  const bySku = new Map(state.lines.map((line) => [line.sku, line]))
  const strange = lines.flatMap(({ sku }, index) =>
    bySku.has(sku) ? [] : [wrongItem(`/lines/${index}/sku`, sku, state, new Map())],
  )
  const excess = lines.flatMap(({ sku }, index) => {
    const line = bySku.get(sku)
    const count = missing.get(sku) ?? 0
    if (!line || count <= remaining(line)) return []
    const detail = `${count} of ${sku} cannot be missing: ${remaining(line)} of ${line.quantity} are still to be picked.`
    return [{ pointer: `/lines/${index}/missing`, code: 'too_many', detail }]
  })
  const report = [...missing].map(([sku, quantity]) => ({ sku, missing: quantity }))
  return (
    refuseFields('wrong_item', strange) ??
    refuseFields('impossible', excess) ??
    success([{ type: 'short_picked', shortPick: { lines: report, reason } }])
  )
}

const isSame = (
  missing: ReadonlyMap<Sku, number>,
  reported: readonly { readonly sku: Sku; readonly missing: number }[],
): boolean =>
  missing.size === reported.length && reported.every((line) => missing.get(line.sku) === line.missing)
