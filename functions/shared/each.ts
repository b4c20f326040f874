import { Fault } from './outcomes.ts'

/**
 * Does something for each of several, one after the other; the fault of one keeps no other from its
 * turn. At the end one Fault says how many failed, and the first reason.
 */
export async function each<T>(
  items: readonly T[],
  what: string,
  run: (item: T) => Promise<unknown>,
): Promise<void> {
  const faults: unknown[] = []
  for (const item of items) await run(item).catch((fault: unknown) => faults.push(fault))
  const [first] = faults
  if (faults.length === 0) return
  const reason = first instanceof Fault ? first.message : 'unexpected'
  throw new Fault(`${faults.length} of ${items.length} ${what} failed; the first: ${reason}`, {
    cause: first,
  })
}
