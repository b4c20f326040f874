import type { Outputs } from '#local/outputs.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { openShop } from '#support/shop.ts'
import { stockUp } from '../measure/goods.ts'
import { buy, fulfill } from '../measure/order-life.ts'
import { watchTable } from '../measure/table-watch.ts'
import { progress } from '../measure/world.ts'

const AT_ONCE = 4

/** Orders of one line each, from the quote to completed. */
export async function playOrders(outputs: Outputs, orders: number): Promise<void> {
  const shop = openShop(outputs)
  const watch = watchTable(outputs.awsEndpoint, outputs.tables['orders'] ?? '')
  try {
    progress(`playing ${orders} orders`)
    const [sku = ''] = await stockUp(shop, 1)
    await inParallel(AT_ONCE, orders, async () =>
      fulfill({ shop, watch }, (await buy({ shop, watch }, sku)).id),
    )
  } finally {
    watch.close()
  }
}
