import type { OrderStatus } from '#contexts/orders/contract/types.ts'
import type { StageConfig } from '#lib/config.ts'
import { driveParcels } from '#simulation/people/carriers.ts'
import { answerBanks } from '#simulation/people/customers.ts'
import { type Assortment, openedOnce } from '#simulation/people/merchants.ts'
import { hireWarehouse } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'

/** Something that people do with a shop, from beginning to end, whatever breaks meanwhile. */
export interface Scenario {
  readonly name: string
  readonly stage?: Partial<StageConfig>
  readonly start?: Date
  /** Who works; all who usually do where it is left out. */
  readonly people?: (world: World) => void
  /** Acts, and comes back when nothing is to be done any more; refusals are taken as they come. */
  readonly run: (world: World) => Promise<void>
  /** Use cases that do something else here than where their calls were found first: they are broken here too. */
  readonly breaksToo?: readonly string[]
  /** How its orders may end. */
  readonly ends: readonly OrderStatus[]
}

export const SHOP: Assortment = {
  locations: ['tokyo', 'osaka'],
  stock: { BOOK: 20, SHIRT: 20, PEN: 2 },
  digital: ['EBOOK'],
  giftCards: ['CARD'],
}

/** For scenarios of many days: parcels are not looked for each minute. */
export const SLOW_WATCH: Partial<StageConfig> = {
  tracking: { lookEveryMinutes: 600, askAfterMinutes: 600, lostAfterDays: 14, deliveredAfterDays: 14 },
}

export function everybody(world: World): void {
  answerBanks(world)
  hireWarehouse(world)
  driveParcels(world)
}

/** The shop as it is once it has opened: all scenarios but its opening begin with it. */
export const openedShop = openedOnce(SHOP)
