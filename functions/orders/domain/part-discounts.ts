import { apportion, of } from '#shared/money.ts'
import type { NamedDiscount } from '../contract/types.ts'
import type { BillPart } from './bill.ts'
import type { OrderDetails } from './details.ts'

/**
 * What promotions had taken off the units of a part, so that it was never paid for them: their price without what was
 * paid, apportioned to the promotions of their line.
 */
export function discountsOf(
  part: Pick<BillPart, 'lineId' | 'quantity' | 'amount' | 'tax'>,
  { lines, discounts = [] }: Pick<OrderDetails, 'lines' | 'discounts'>,
): NamedDiscount[] {
  const line = lines.find(({ lineId }) => lineId === part.lineId)
  if (!line?.discount || !line.discounts) return []
  const isTaxIncluded = line.subtotal.amount - line.discount.amount === line.total.amount
  const paid = part.amount - (isTaxIncluded ? 0 : part.tax)
  const shares = apportion(
    Math.max(0, line.unitPrice.amount * part.quantity - paid),
    line.discounts.map(({ amount }) => amount.amount),
  )
  return line.discounts.flatMap(({ promotionId, amount: { currency } }, index) => {
    const named = discounts.find((one) => one.promotionId === promotionId && one.target === 'lines')
    const share = shares[index] ?? 0
    return share > 0 && named ? [{ name: named.name, amount: of(share, currency) }] : []
  })
}
