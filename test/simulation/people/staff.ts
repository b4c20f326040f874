import type { QuantityOf } from '#contexts/orders/contract/types.ts'
import type { OrderId } from '#shared/ids.ts'
import type { World } from '../world.ts'
import { causeOf, STAFF } from './acts.ts'

/** Has each order that needs a person run again, as its list says to do first; answers how many there were. */
export async function attend(world: World): Promise<number> {
  const { items } = await world.orders.readAttention({ limit: 100 })
  for (const { orderId: id } of items)
    await world.orders.repairOrder({
      id,
      action: 'retry',
      reason: 'to see whether it goes on',
      cause: causeOf(world, STAFF),
    })
  return items.length
}

export const hold = (world: World, id: OrderId, blocks?: ('confirm' | 'hand_over')[]) =>
  world.orders.holdOrder({ id, reason: 'to be looked at', blocks, cause: causeOf(world, STAFF) })

export async function releaseAll(world: World, id: OrderId): Promise<void> {
  const found = await world.orders.deps.orders.load(id)
  for (const { id: holdId } of found?.holds ?? [])
    await world.orders.releaseHold({ id, holdId, reason: 'it is well', cause: causeOf(world, STAFF) })
}

/** Gives back what was paid for lines. */
export const giveBack = (world: World, id: OrderId, key: string, lines: readonly QuantityOf[]) =>
  world.orders.refundOrder({
    ...{ id, lines, reason: 'not wanted', idempotencyKey: key, requestHash: key },
    limitIn: () => undefined,
    cause: causeOf(world, STAFF),
  })

/** Gives back an amount, or all that is left. */
export const refund = (world: World, id: OrderId, key: string, amount?: number) =>
  world.orders.refundOrder({
    ...{ id, amount, reason: 'a torn cover', idempotencyKey: key, requestHash: `${key} ${amount}` },
    limitIn: () => undefined,
    cause: causeOf(world, STAFF),
  })
