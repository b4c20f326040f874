import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockChanged, stockReleased, stockReserved } from '#contexts/inventory/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeApplyMovements, makeCopyProduct, makeCopyRates } from '../use-cases/keep-copies.ts'

const runtime = makeRuntime()
const applyMovements = makeApplyMovements(runtime)

export const handler = consumerHandler(
  'checkout.on-event',
  [
    on(productPublished, makeCopyProduct(runtime)),
    on(ratesPublished, makeCopyRates(runtime)),
    on(stockChanged, applyMovements),
    on(stockReserved, applyMovements),
    on(stockReleased, applyMovements),
  ],
  runtime.personal,
)
