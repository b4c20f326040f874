import { carrierDelivers, warehouseShips } from '../outside.ts'
import { givenGoods, type OrderWish, orderThatIs, placeOrder, type Shop } from '../shop.ts'

export interface WholeOrder {
  readonly id: string
  readonly sku: string
}

/** An order from the cart to the doorstep, so that there is one even where nothing else has run. */
export async function oneWholeOrder(shop: Shop, wish: OrderWish = {}): Promise<WholeOrder> {
  const { sku, quote } = await givenGoods(shop)
  const { id } = await placeOrder(shop, quote, wish)
  await warehouseShips(shop, id)
  await carrierDelivers(shop, id)
  await orderThatIs(shop, id, 'completed')
  return { id, sku }
}
