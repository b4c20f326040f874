import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'

/** Events of an order come after it was written: one that finds none is delivered again. */
export async function known<T>(id: OrderId, changed: Promise<T | undefined>): Promise<T> {
  const found = await changed
  if (found === undefined) throw new Fault(`an event came for ${id}, which is not there`)
  return found
}
