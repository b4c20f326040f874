import { type CsvField, csvRecord } from '#shared/csv.ts'
import type { OrderDetails, People } from './details.ts'
import type { Order } from './order.ts'

const CONTENT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
} as const
export type ExportFormat = keyof typeof CONTENT_TYPES

/** What an export says of one order. Without `people` nothing of it says who ordered. */
export interface Exported {
  readonly order: Order
  readonly details: Pick<OrderDetails, 'lines' | 'totals' | 'destination' | 'shipping'>
  readonly people?: People
}

type Column<From> = readonly [name: string, read: (from: From) => CsvField]

/** Amounts are in minor units of `currency`, times RFC 3339 UTC. New columns come at the end of their group. */
const COLUMNS: readonly Column<Exported>[] = [
  ['number', ({ order }) => order.number],
  ['id', ({ order }) => order.id],
  ['placedAt', ({ order }) => order.placedAt],
  ['status', ({ order }) => order.status],
  ['paymentStatus', ({ order }) => order.payment.status],
  ['fulfillmentStatus', ({ order }) => order.fulfillmentStatus],
  ['currency', ({ order }) => order.currency],
  ['subtotal', ({ details }) => details.totals.subtotal.amount],
  ['discount', ({ details }) => details.totals.discount.amount],
  ['shipping', ({ details }) => details.totals.shipping.amount],
  ['tax', ({ details }) => details.totals.tax.amount],
  ['total', ({ details }) => details.totals.total.amount],
  ['captured', ({ order }) => order.payment.captured],
  ['refunded', ({ order }) => order.payment.refunded],
  ['country', ({ details }) => details.destination.country],
  ['shippingLevel', ({ details }) => details.shipping.level],
  ['lines', ({ details }) => details.lines.map(({ sku, quantity }) => `${quantity}x${sku}`).join(' ')],
  ['tags', ({ order }) => (order.tags ?? []).join(' ')],
]

const PERSONAL_COLUMNS: readonly Column<People>[] = [
  ['customerName', ({ customer }) => customer.name],
  ['customerEmail', ({ customer }) => customer.email],
  ['customerPhone', ({ customer }) => customer.phone],
  ['shippingName', ({ shippingAddress }) => shippingAddress?.name],
  ['shippingLine1', ({ shippingAddress }) => shippingAddress?.line1],
  ['shippingLine2', ({ shippingAddress }) => shippingAddress?.line2],
  ['shippingCity', ({ shippingAddress }) => shippingAddress?.city],
  ['shippingRegion', ({ shippingAddress }) => shippingAddress?.region],
  ['shippingPostalCode', ({ shippingAddress }) => shippingAddress?.postalCode],
  ['shippingPhone', ({ shippingAddress }) => shippingAddress?.phone],
]

const namesOf = (columns: readonly Column<never>[]): string[] => columns.map(([name]) => name)

/** The header that says what a page is. */
export const exportType = (format: ExportFormat) => ({ 'content-type': CONTENT_TYPES[format] })

/** What a file of a format begins with: the names of the columns, or nothing. */
export const exportHead = (format: ExportFormat, personal: boolean): string =>
  format === 'csv' ? csvRecord([...namesOf(COLUMNS), ...(personal ? namesOf(PERSONAL_COLUMNS) : [])]) : ''

/** One order as a record of CSV, or as a line of JSON with its lines and tags as lists. */
export function exportRecord(format: ExportFormat, exported: Exported): string {
  const { order, details, people } = exported
  if (format === 'csv') {
    const personal = people ? PERSONAL_COLUMNS.map(([, read]) => read(people)) : []
    return csvRecord([...COLUMNS.map(([, read]) => read(exported)), ...personal])
  }
  const flat = Object.fromEntries(COLUMNS.map(([name, read]) => [name, read(exported)]))
  const lines = details.lines.map(({ sku, quantity }) => ({ sku, quantity }))
  return `${JSON.stringify({ ...flat, lines, tags: order.tags ?? [], ...people })}\n`
}
