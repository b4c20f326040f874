import { expect, it } from 'vitest'
import type { Store } from '#shared/store/store.ts'
import { driveParcels } from './people/carriers.ts'
import { order } from './people/customers.ts'
import { openShop } from './people/merchants.ts'
import { hireWarehouse } from './people/warehouse.ts'
import { unconditional } from './sabotage.ts'
import { violations } from './violations.ts'
import { makeWorld } from './world.ts'

it.each([
  ['finds what goes wrong where the conditions of the store are switched off', unconditional, true],
  ['finds nothing where they are in force', (store: Store) => store, false],
] as const)('%s', async (_, aroundStore, isWrong) => {
  const world = makeWorld({ seed: 3, order: 'interleaved', aroundStore })
  world.setWeather({ doubled: 0.3 })
  hireWarehouse(world)
  driveParcels(world)
  await openShop(world, { locations: ['tokyo'], stock: { BOOK: 3 } })
  const buyers = Array.from(
    { length: 8 },
    () => () => order(world, { lines: [{ sku: 'BOOK', quantity: 1 }] }),
  )
  await world.agenda.together('a buyer', buyers)
  await world.agenda.settle()
  const found = await violations(world, { quiet: true })
  expect(found.length > 0, found.join('\n')).toBe(isWrong)
})
