import { promotion } from '#contexts/checkout/contract/promotions.ts'
import { promotionId } from '#shared/ids.ts'
import { causeOf, GUEST, STAFF } from '#simulation/people/acts.ts'
import { ordered, quoteRequestOf } from '#simulation/people/customers.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const SALE = promotionId.parse('sale')
const A_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }

const write = (world: World, content: object, ifMatch?: number) =>
  world.checkout.putPromotion(
    {
      id: SALE,
      promotion: promotion.parse({ name: { en: 'Sale' }, kind: 'percentage', percent: 10, ...content }),
      ifMatch,
    },
    causeOf(world, STAFF),
  )

export const promoting: readonly Scenario[] = [
  {
    name: 'a promotion that one order uses up, and another one after its cancellation',
    ends: ['rejected', 'cancelled', 'completed'],
    run: async (world) => {
      await write(world, { conditions: { codes: ['SALE'] }, limits: { inAll: 1 } })
      const wish = { ...A_BOOK, codes: ['SALE'] }
      const both = await Promise.all([ordered(world, wish), ordered(world, wish)])
      await world.agenda.settle()
      for (const id of both)
        await world.orders.cancelOrder({ id, reason: 'changed my mind', cause: causeOf(world, GUEST) })
      await world.agenda.settle()
      await ordered(world, wish)
    },
  },
  {
    name: 'a promotion whose codes are generated, and that is removed before its last order',
    ends: ['completed'],
    run: async (world) => {
      const customer = world.ids.customer()
      await world.checkout.putCustomerGroups(
        { customerId: customer, groups: ['wholesale'], ifMatch: undefined },
        causeOf(world, STAFF),
      )
      await world.checkout.createMyQuote(quoteRequestOf(A_BOOK), { customerId: customer })
      await write(world, { conditions: { codes: [] } })
      const made = await world.checkout.generateCodes(
        { id: SALE, quantity: 1, uses: 1 },
        causeOf(world, STAFF),
      )
      const codes = made.ok ? made.value.codes : []
      await ordered(world, { ...A_BOOK, codes })
      await world.checkout.removePromotion({ id: SALE, ifMatch: undefined }, causeOf(world, STAFF))
    },
  },
]
