import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { OrderCopies } from '../adapters/order-copies.ts'
import type { SlipCopies } from '../adapters/slip-copies.ts'
import type { Seller } from '../contract/types.ts'
import { packingSlipSheet } from '../domain/packing-slip-sheet.ts'
import type { DrawSheet, Printed } from './print-document.ts'

interface Deps {
  readonly orders: OrderCopies
  readonly slips: SlipCopies
  readonly seller: Seller
  readonly draw: DrawSheet
}

/**
 * Prints what a fulfillment order sends, as it is now.
 * 1. Take its lines, its order's recipient, and the barcodes that are known.
 * 2. Print them without prices.
 * Refusals: `not_found`, `conflict` (it is cancelled, or nothing is left of it).
 */
export const makePrintPackingSlip =
  ({ orders, slips, seller, draw }: Deps) =>
  async (id: FulfillmentOrderId): Promise<Outcome<Printed, 'not_found' | 'conflict'>> => {
    const found = await slips.fulfillment(id)
    const about = found && (await orders.find(found.orderId))
    if (!found || !about) return refuse('not_found', `There is no fulfillment order ${id}.`)
    const lines = found.lines.filter(({ quantity }) => quantity > 0)
    if (found.status === 'cancelled' || lines.length === 0)
      return refuse('conflict', `The fulfillment order ${id} sends nothing any more: it has no packing slip.`)
    const coded = await Promise.all(
      lines.map(async (line) => ({ ...line, barcode: await slips.barcode(line.sku) })),
    )
    const sheet = packingSlipSheet({ ...about, seller, lines: coded })
    return success({ name: `${about.order.number}-${id}`, pdf: await draw(sheet) })
  }
