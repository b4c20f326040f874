import { releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import type { AnswerOf, Callable, RequestOf } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import { functionName } from '#shared/names.ts'
import type { World } from '#simulation/world.ts'
import type { Operation, Specification } from './linearizable.ts'

type Ask =
  | { readonly reserve: RequestOf<typeof reserveStock> }
  | { readonly release: RequestOf<typeof releaseStock> }
type Answer = AnswerOf<typeof reserveStock> | AnswerOf<typeof releaseStock>
export type StockOperation = Operation<Ask, Answer>

/** Writes down, from now on, when stock is asked for and given back, and what is answered. */
export function recordStock({ functions, config }: World): readonly StockOperation[] {
  const history: StockOperation[] = []
  let moment = 0
  function record<C extends Callable>(call: C, askOf: (request: RequestOf<C>) => Ask): void {
    const name = functionName(config.stage, call.context, call.name)
    const served = functions.get(name)
    if (!served) throw new RangeError(`nobody serves ${name}`)
    functions.set(name, async (request) => {
      moment += 1
      const begun = moment
      const answer = call.answer.parse(await served(request)) as Answer
      moment += 1
      history.push({ ask: askOf(call.request.parse(request) as RequestOf<C>), answer, begun, ended: moment })
      return answer
    })
  }
  record(reserveStock, (reserve) => ({ reserve }))
  record(releaseStock, (release) => ({ release }))
  return history
}

interface Shelf {
  /** Units that nobody has, by SKU. */
  readonly free: ReadonlyMap<string, number>
  /** What each order has. */
  readonly held: ReadonlyMap<OrderId, ReadonlyMap<string, number>>
  readonly ended: ReadonlySet<OrderId>
}

/** One shelf, and one clerk who serves one order at a time. */
export const shelfOf = (units: Readonly<Record<string, number>>): Specification<Shelf, Ask, Answer> => ({
  initial: { free: new Map(Object.entries(units)), held: new Map(), ended: new Set() },
  after: (shelf, { ask, answer }) =>
    'reserve' in ask ? afterReserve(shelf, ask.reserve, answer) : afterRelease(shelf, ask.release.orderId),
  nameOf: ({ held, ended }) => `${[...held.keys()].toSorted().join()}|${[...ended].toSorted().join()}`,
})

function afterReserve(
  shelf: Shelf,
  { orderId, lines }: RequestOf<typeof reserveStock>,
  answer: Answer,
): Shelf | undefined {
  const wanted = unitsOf(lines)
  const isShort = [...wanted].some(([sku, units]) => (shelf.free.get(sku) ?? 0) < units)
  switch (answer.outcome) {
    case 'already_released':
      return shelf.ended.has(orderId) ? shelf : undefined
    case 'out_of_stock': {
      // Stock is taken chunk by chunk, so what is told may be less than what is short by the end of it.
      const isTrue = answer.lines.every(
        ({ sku, requested, available }) =>
          wanted.get(sku) === requested && shelf.free.get(sku) === available && available < requested,
      )
      return isTrue && answer.lines.length > 0 && !shelf.held.has(orderId) ? shelf : undefined
    }
    case 'reserved': {
      if (shelf.held.has(orderId)) return shelf
      const given = unitsOf(answer.allocations.flatMap((allocation) => allocation.lines))
      if (shelf.ended.has(orderId) || isShort || !isSame(given, wanted)) return undefined
      return {
        ...shelf,
        free: minus(shelf.free, wanted),
        held: new Map(shelf.held).set(orderId, wanted),
      }
    }
    case 'released':
      return undefined
  }
}

function afterRelease({ free, held, ended }: Shelf, orderId: OrderId): Shelf {
  const given = new Map([...(held.get(orderId) ?? [])].map(([sku, units]) => [sku, -units]))
  return {
    free: minus(free, given),
    held: new Map([...held].filter(([id]) => id !== orderId)),
    ended: new Set([...ended, orderId]),
  }
}

type Units = ReadonlyMap<string, number>

function unitsOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): Units {
  const units = new Map<string, number>()
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

const minus = (from: Units, less: Units): Units =>
  new Map([...from].map(([sku, units]) => [sku, units - (less.get(sku) ?? 0)]))

const isSame = (a: Units, b: Units): boolean =>
  a.size === b.size && [...a].every(([sku, units]) => b.get(sku) === units)
