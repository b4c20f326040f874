import type { Explored, Limits } from './checker/search.ts'
import { type Part, search } from './worlds/all.ts'
import { NO_WHIMS } from './worlds/order-world.ts'

/** A part, and after how many worlds the search of it ends: where it is left out, all of it is seen. */
export interface Searched {
  readonly in: Part
  readonly limits?: Limits
}

/** An authorization is about to end: its payer agreed that it is renewed. */
const renewing = {
  part: 'payments',
  ...{ faults: 1, cards: 1, refunds: 0, renewals: 1, whims: 0, copies: 0, webhooks: true },
} as const

/** An order that goes its way: what happens to it is added to it. */
const order = {
  part: 'orders',
  ordered: 'one_line',
  ...{ together: 1, faults: 0, sweeper: false, republish: false },
  ...NO_WHIMS,
} as const

/** One thing at a time, of which one goes wrong: little enough to see all of it. */
const disturbed = { ...order, faults: 1, sweeper: true } as const

/** An event is lost for good: the sweeper, a deadline or who sends it again heals it. */
const losing = { ...disturbed, faults: 0, losses: 1 } as const

/** A location does not find the last unit that it is to pick: another has it, or nobody. */
const shortPicked = { ...order, sweeper: true, from: 'processing', shortPicks: 1 } as const

/** A customer cancels one of two lines, wherever its goods are. */
const lineCancelled = { ...disturbed, ordered: 'two_lines', from: 'processing', lineCancels: 1 } as const

/** What `npm test` searches. */
export const PARTS: readonly Searched[] = [
  {
    in: {
      part: 'payments',
      together: 2,
      faults: 1,
      cards: 1,
      refunds: 0,
      renewals: 0,
      whims: 0,
      copies: 0,
      webhooks: true,
    },
  },
  { in: { ...renewing, together: 1 } },
  { in: { part: 'stock', together: 2, faults: 1, orders: [1, 2], adjustments: 0 } },
  {
    in: {
      ...{ ...disturbed, together: 2, capturePolicy: 'on_delivery' },
      ...{ cancels: 1, chooses: 1, retries: 1, copies: 1 },
    },
    limits: { states: 60_000 },
  },
  { in: { ...disturbed, from: 'confirmed', capturePolicy: 'on_delivery', cancels: 1 } },
  { in: { ...disturbed, from: 'confirmed', faults: 0, capturePolicy: 'on_hand_over', retries: 1 } },
  { in: { ...disturbed, from: 'processing', capturePolicy: 'on_hand_over', copies: 1 } },
  { in: { ...disturbed, from: 'delivered', capturePolicy: 'on_delivery', retries: 1 } },
  { in: { ...losing, capturePolicy: 'on_delivery' } },
  { in: { ...losing, republish: true, from: 'confirmed', capturePolicy: 'on_delivery', cancels: 1 } },
  { in: { ...losing, republish: true, from: 'processing', capturePolicy: 'on_hand_over', faults: 1 } },
  { in: { ...shortPicked, capturePolicy: 'on_delivery', faults: 1 } },
  { in: { ...shortPicked, ordered: 'two_lines', capturePolicy: 'on_delivery' } },
  { in: { ...order, ordered: 'two_locations', from: 'processing', capturePolicy: 'on_hand_over' } },
  { in: { ...lineCancelled, capturePolicy: 'on_delivery' } },
]

/** What `npm run model -- --deep` searches: the same with more that happens, up to a limit where it is too much to see all of. */
export const DEEP_PARTS: readonly Searched[] = [
  {
    in: {
      part: 'payments',
      together: 3,
      faults: 2,
      cards: 2,
      refunds: 2,
      renewals: 0,
      whims: 1,
      copies: 1,
      webhooks: true,
    },
    limits: { states: 300_000 },
  },
  { in: { ...renewing, together: 2 }, limits: { states: 200_000 } },
  {
    in: { part: 'stock', together: 3, faults: 2, orders: [1, 1, 2], adjustments: 1 },
    limits: { states: 300_000 },
  },
  ...(['on_delivery', 'on_hand_over'] as const).map(
    (capturePolicy): Searched => ({
      in: {
        ...{ ...disturbed, together: 2, faults: 2, capturePolicy },
        ...{ cancels: 1, chooses: 1, holds: 1, retries: 1, timeouts: 1, copies: 1 },
      },
      limits: { states: 250_000 },
    }),
  ),
  { in: { ...order, capturePolicy: 'on_hand_over', cancels: 1 } },
  { in: { ...disturbed, from: 'processing', capturePolicy: 'on_delivery', retries: 1 } },
  ...(['confirmed', 'processing', 'delivered'] as const).map(
    (from): Searched => ({
      in: {
        ...disturbed,
        from,
        together: 2,
        capturePolicy: 'on_hand_over',
        cancels: 1,
        retries: 1,
        copies: 1,
      },
      limits: { states: 100_000 },
    }),
  ),
  {
    in: { ...disturbed, from: 'confirmed', capturePolicy: 'on_delivery', cancels: 1, copies: 1 },
    limits: { states: 500_000 },
  },
  {
    in: { ...disturbed, from: 'processing', capturePolicy: 'on_delivery', cancels: 1, copies: 1, faults: 2 },
    limits: { states: 500_000 },
  },
  {
    in: { ...disturbed, from: 'delivered', capturePolicy: 'on_delivery', retries: 1, copies: 1, faults: 2 },
    limits: { states: 500_000 },
  },
  ...(['on_delivery', 'on_hand_over'] as const).map(
    (capturePolicy): Searched => ({
      in: { ...losing, republish: true, capturePolicy, cancels: 1 },
      limits: { states: 200_000 },
    }),
  ),
  {
    in: { ...shortPicked, ordered: 'two_lines', capturePolicy: 'on_hand_over', faults: 1 },
    limits: { states: 200_000 },
  },
  {
    in: { ...shortPicked, ordered: 'two_lines', capturePolicy: 'on_delivery', losses: 1, republish: true },
    limits: { states: 200_000 },
  },
  { in: { ...shortPicked, ordered: 'two_locations', capturePolicy: 'on_delivery' } },
  { in: { ...disturbed, ordered: 'two_locations', from: 'processing', capturePolicy: 'on_hand_over' } },
  { in: { ...lineCancelled, ordered: 'two_locations', capturePolicy: 'on_hand_over', cancels: 1 } },
]

export interface ModelFigures {
  readonly states: number
  readonly edges: number
  readonly seconds: number
  /** Each status with each command that was seen in it, by part. */
  readonly pairs: readonly string[]
  readonly parts: readonly Explored[]
}

/** Searches parts one after the other. */
export async function searchAll(parts: readonly Searched[]): Promise<ModelFigures> {
  const all: Explored[] = []
  for (const { in: part, limits } of parts) all.push(await search(part, limits))
  const sum = (of: 'states' | 'edges' | 'seconds') => all.reduce((total, one) => total + one[of], 0)
  const pairs = new Set(all.flatMap((one) => one.pairs))
  return {
    ...{ states: sum('states'), edges: sum('edges'), seconds: Math.round(sum('seconds')) },
    ...{ pairs: [...pairs].toSorted(), parts: all },
  }
}

/** What was found, as the shortest way to it; undefined where nothing is wrong. */
export const inWords = ({ name, violation, stuck }: Explored): string | undefined => {
  const found = violation ?? stuck
  if (!found) return undefined
  return [
    `${name}: ${found.why.join('; ')}`,
    ...found.trace.map((step, index) => `${index + 1}. ${step}`),
  ].join('\n')
}
