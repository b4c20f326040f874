import { beforeAll, describe, expect, it } from 'vitest'
import { type Sku, sku } from '#shared/ids.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { line, makeStockRoom, OSAKA, orderNo, TOKYO } from './stock-room.fixtures.ts'

const ORDER = orderNo(1)

/** More SKU-locations than two commits take; every tenth SKU has to come from both locations. */
const SKUS: Sku[] = Array.from({ length: 70 }, (_, n) => sku.parse(`S${String(n).padStart(2, '0')}`))
const LINES = SKUS.map((of) => line(of, 2))

type Death = 'before it is done' | 'after it is done, the reply lost'

let stocked: Item[]
beforeAll(async () => {
  const room = makeStockRoom()
  await room.open(TOKYO, OSAKA)
  for (const [n, of] of SKUS.entries())
    for (const location of [TOKYO, OSAKA]) await room.receive(of, location, n % 10 === 0 ? 1 : 2)
  stocked = room.items()
})

/** A room in which one commit, counted from `arm` on, ends the function that makes it. */
function makeFragileRoom() {
  let left = Number.POSITIVE_INFINITY
  let death: Death = 'before it is done'
  const fragile = (store: Store): Store => ({
    ...store,
    async commit(writes) {
      left -= 1
      if (left === 0 && death === 'before it is done') throw new Error('ended')
      const result = await store.commit(writes)
      if (left === 0) throw new Error('ended')
      return result
    },
  })
  const room = makeStockRoom({ around: fragile, items: stocked })
  const arm = (commits: number, how: Death) => {
    left = commits
    death = how
  }
  return { ...room, arm }
}
type FragileRoom = ReturnType<typeof makeFragileRoom>

async function reserveAndShip(room: FragileRoom): Promise<void> {
  const answer = await room.reserve(ORDER, LINES)
  if (answer.outcome !== 'reserved') throw new Error(answer.outcome)
  for (const [n, allocation] of answer.allocations.entries()) await room.handOver(ORDER, n + 1, allocation)
}

async function reserveAndCancel(room: FragileRoom): Promise<void> {
  await room.reserve(ORDER, LINES)
  await room.release(ORDER)
}

/** A third of the SKUs is missing in Tokyo and wanted from Osaka, then some lines are cancelled, then all. */
async function shortPickAndCancel(room: FragileRoom): Promise<void> {
  const some = SKUS.filter((_, n) => n % 10 !== 0).slice(0, 40)
  await room.reserve(ORDER, LINES)
  await room.reallocate(
    ORDER,
    'pick-1',
    some.map((of) => ({ locationId: TOKYO, sku: of, quantity: 1 })),
    some.map((of) => line(of, 1)),
  )
  await room.releaseLines(ORDER, 1, { locationId: TOKYO, lines: some.map((of) => line(of, 1)) })
  await room.release(ORDER)
}

/** Levels, ledger and reservation, but for what tells how many commits it took. */
const outcomeOf = async (room: FragileRoom) => ({
  reservation: { ...(await room.reservation(ORDER)), version: 0, sequence: 0 },
  stock: room.items().filter(({ pk }) => pk.startsWith('SKU#') || pk.startsWith('MOVEMENT#')),
})

describe.each([
  ['an order that ships', reserveAndShip, 'consumed'],
  ['an order that is cancelled', reserveAndCancel, 'released'],
  ['an order that is short picked, then cancelled by line, then whole', shortPickAndCancel, 'released'],
] as const)('%s', (_, live, end) => {
  it.each(['before it is done', 'after it is done, the reply lost'] as const)(
    'comes to the same whichever commit its function dies at, %s',
    async (death) => {
      const undisturbed = makeFragileRoom()
      await live(undisturbed)
      const expected = await outcomeOf(undisturbed)
      expect(expected.reservation.status).toBe(end)

      let deaths = 0
      for (let commit = 1; deaths === commit - 1; commit += 1) {
        const room = makeFragileRoom()
        room.arm(commit, death)
        await live(room).catch(() => {
          deaths += 1
        })
        await room.expectSoundBooks()
        await live(room)
        await room.expectSoundBooks()
        expect(await outcomeOf(room)).toEqual(expected)
      }
      expect(deaths).toBeGreaterThanOrEqual(6)
    },
  )
})

it('plans anew when what was planned is gone, giving back what was taken', async () => {
  const last = SKUS.at(-1)
  if (!last) throw new Error('there are no SKUs')
  const room = makeFragileRoom()
  room.arm(2, 'before it is done')
  await expect(room.reserve(ORDER, LINES)).rejects.toThrow('ended')
  expect(await room.reservation(ORDER)).toMatchObject({ status: 'pending', taken: 1 })

  await room.adjust({ sku: last, locationId: TOKYO, counted: 1, reason: 'damaged' })
  expect(await room.reserve(ORDER, LINES)).toMatchObject({ outcome: 'reserved' })
  expect(await room.reservation(ORDER)).toMatchObject({ status: 'held', plan: 2 })
  await room.expectSoundBooks()
})

it('ends out of stock with nothing taken when no other plan will do', async () => {
  const last = SKUS.at(-1)
  if (!last) throw new Error('there are no SKUs')
  const room = makeFragileRoom()
  room.arm(2, 'before it is done')
  await expect(room.reserve(ORDER, LINES)).rejects.toThrow('ended')

  for (const locationId of [TOKYO, OSAKA])
    await room.adjust({ sku: last, locationId, counted: 0, reason: 'lost' })
  expect(await room.reserve(ORDER, LINES)).toEqual({
    outcome: 'out_of_stock',
    lines: [{ sku: last, requested: 2, available: 0 }],
  })
  expect(await room.reservation(ORDER)).toMatchObject({ taken: 0 })
  await room.expectSoundBooks()
})
