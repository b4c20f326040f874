import { visitorEvent } from '#contexts/insights/contract/types.ts'
import { hours } from '#shared/clock.ts'
import { ordered } from '#simulation/people/customers.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const nameOf = (visitor: number) => `visitor-of-the-shop-${visitor}`

/** Somebody looks at two products, and takes one. */
const visit = (world: World, visitor: number) => {
  const at = world.clock.now().toISOString()
  return world.insights.recordEvents({
    visitorId: nameOf(visitor),
    consent: true,
    events: [
      { type: 'view', id: '1', at, productId: 'BOOK' },
      { type: 'view', id: '2', at, productId: 'SHIRT' },
      { type: 'add_to_cart', id: '3', at, productId: 'BOOK' },
    ].map((event) => visitorEvent.parse(event)),
  })
}

export const insights: readonly Scenario[] = [
  {
    name: 'visitors, and what is learned of them and of baskets',
    ends: ['completed'],
    run: async (world) => {
      await visit(world, 1)
      await visit(world, 2)
      const lines = ['BOOK', 'SHIRT'].map((sku) => ({ sku, quantity: 1 }))
      await ordered(world, { lines })
      await world.agenda.settle()
      await world.agenda.pass(hours(25))
      await world.insights.forgetVisitor(nameOf(1))
    },
  },
]
