import { expect, test } from 'vitest'
import { locationId, type Sku } from '#shared/ids.ts'
import { freeUnits, type KeptAllocation, takeOut } from './allocations.ts'
import { BOOK, copyOf, FUL_1, SONG } from './told.fixtures.ts'

const [TOKYO, OSAKA] = [locationId.parse('TOKYO'), locationId.parse('OSAKA')]
const books = (quantity: number) => [{ sku: BOOK, quantity }]
const both: KeptAllocation[] = [
  { locationId: TOKYO, lines: books(3) },
  { locationId: OSAKA, lines: books(2), key: 'k1' },
]
const free = (tokyo: number, osaka: number) =>
  new Map([
    [TOKYO, new Map<Sku, number>([[BOOK, tokyo]])],
    [OSAKA, new Map<Sku, number>([[BOOK, osaka]])],
  ])

test('units are free that no claimed fulfillment order sends', () => {
  const logistics = { fulfillmentOrders: [copyOf(FUL_1, 'packed')], shipments: [] }
  expect(freeUnits(both, logistics, [FUL_1])).toEqual(free(1, 2))
  expect(freeUnits(both, logistics, [])).toEqual(free(3, 2))
})

test.each<
  [what: string, wanted: number, limits: ReturnType<typeof free> | undefined, left: number[], taken: number[]]
>([
  ['from the last allocation first', 1, undefined, [3, 1], [0, 1]],
  ['and an allocation of which nothing is left goes', 2, undefined, [3, 0], [0, 2]],
  ['then from the one before', 4, undefined, [1, 0], [2, 2]],
  ['no more than there is', 9, undefined, [0, 0], [3, 2]],
  ['nothing where nothing is wanted', 0, undefined, [3, 2], [0, 0]],
  ['no more than is free', 4, free(2, 1), [1, 1], [2, 1]],
  ['nothing of what is overdrawn', 4, free(-1, 2), [3, 0], [0, 2]],
  [
    'all of a location that has no limit',
    4,
    new Map([[OSAKA, new Map<Sku, number>([[BOOK, 1]])]]),
    [0, 1],
    [3, 1],
  ],
])('units are taken %s', (_, wanted, limits, left, taken) => {
  const [tokyo = 0, osaka = 0] = left
  const [fromTokyo = 0, fromOsaka = 0] = taken
  expect(takeOut(both, books(wanted), limits)).toEqual({
    left: [
      ...(tokyo > 0 ? [{ locationId: TOKYO, lines: books(tokyo) }] : []),
      ...(osaka > 0 ? [{ locationId: OSAKA, lines: books(osaka), key: 'k1' }] : []),
    ],
    taken: [
      ...(fromTokyo > 0 ? [{ locationId: TOKYO, lines: books(fromTokyo) }] : []),
      ...(fromOsaka > 0 ? [{ locationId: OSAKA, lines: books(fromOsaka) }] : []),
    ],
  })
})

test('two allocations of one location share what is free there', () => {
  const twice: KeptAllocation[] = [
    { locationId: TOKYO, lines: books(2) },
    { locationId: TOKYO, lines: [...books(2), { sku: SONG, quantity: 1 }], key: 'k1' },
  ]
  const { left, taken } = takeOut(twice, books(4), free(3, 0))
  expect(taken).toEqual([
    { locationId: TOKYO, lines: books(1) },
    { locationId: TOKYO, lines: books(2) },
  ])
  expect(left).toEqual([
    { locationId: TOKYO, lines: books(1) },
    { locationId: TOKYO, lines: [{ sku: SONG, quantity: 1 }], key: 'k1' },
  ])
})
