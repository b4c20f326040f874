import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locationId, orderId, shipmentId, sku } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { fulfillmentOrderIdOf } from '../contract/fulfillment-order-id.ts'
import { decideCancel, decideChange, decideHandOver, decideLabel, decideLabelVoided } from './decide.ts'
import { decidePack } from './decide-pack.ts'
import { decidePick, decideShortPick } from './decide-pick.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { violations } from './invariants.ts'
import { share } from './order-change.ts'

const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
const TOKYO = locationId.parse('TOKYO')
const SKUS = ['A', 'B', 'C'].map((one) => sku.parse(one))
const SHIPMENT = shipmentId.parse(`shp_${'0'.repeat(26)}`)
const BOX = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }

const open = (quantities: readonly number[]): FulfillmentOrder => ({
  id: fulfillmentOrderIdOf(ORDER, TOKYO),
  orderId: ORDER,
  orderNumber: 'K7PQ2RSX',
  locationId: TOKYO,
  status: 'open',
  shipping: { level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
  promise: { earliest: '2026-11-24', latest: '2026-11-25' },
  lines: quantities.map((quantity, index) => ({ sku: skuAt(index), name: 'x', quantity, picked: 0 })),
  ...{ parcels: [], shortPicks: 0, putBack: [], change: 0, ahead: [], opened: [], heard: {} },
  createdAt: '2026-11-20T03:00:00.000Z',
})
const skuAt = (index: number) => SKUS[index] ?? sku.parse('Z')

type Command = (state: FulfillmentOrder) => Outcome<readonly Fact[]>

const counted = fc.record({ sku: fc.constantFrom(...SKUS), quantity: fc.integer({ min: 1, max: 3 }) })
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(counted, { minLength: 1, maxLength: 3 }).map(
      (lines): Command =>
        (state) =>
          decidePick(
            state,
            { scans: lines.map(({ sku: code, quantity }) => ({ code, quantity })) },
            new Map(),
          ),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constant<Command>((state) => {
      const scans = state.lines.map((line) => ({
        code: line.sku,
        quantity: Math.max(1, line.quantity - line.picked),
      }))
      return decidePick(state, { scans }, new Map())
    }),
  },
  counted.map(
    ({ sku: of, quantity }): Command =>
      (state) =>
        decideShortPick(state, { lines: [{ sku: of, missing: quantity }], reason: 'gone' }),
  ),
  { weight: 3, arbitrary: fc.constant<Command>((state) => decidePack(state, { parcels: [BOX] })) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.array(counted, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
      .map(
        (parcels): Command =>
          (state) =>
            decidePack(state, { parcels: parcels.map((lines) => ({ ...BOX, lines })) }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 1, max: 2 }).map(
      (parcel): Command =>
        (state) =>
          decideLabel(state, {
            parcelId: state.parcels[parcel - 1]?.parcelId ?? 'none',
            shipmentId: SHIPMENT,
            sequence: (state.heard[state.parcels[parcel - 1]?.parcelId ?? ''] ?? 0) + 1,
          }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        cuts: fc.array(counted, { maxLength: 2 }),
        answers: fc.boolean(),
        change: fc.integer({ min: 1, max: 9 }),
      })
      .map(
        ({ cuts, answers, change }): Command =>
          (state) => {
            const { own } = share(
              state,
              cuts.map((one) => ({ ...one, answers, ...(answers ? {} : { locationId: TOKYO }) })),
            )
            return { ok: true, value: decideChange(state, change, own) }
          },
      ),
  },
  fc.constantFrom<Command[]>(
    (state) => {
      const parcelId = state.parcels[0]?.parcelId ?? 'none'
      const sequence = (state.heard[parcelId] ?? 0) + 1
      return { ok: true, value: decideLabelVoided(state, { parcelId, sequence }) }
    },
    (state) => decideHandOver(state, { outcome: 'claimed' }),
    (state) => decideHandOver(state, { outcome: 'refused', reason: 'no' }),
    (state) => ({ ok: true, value: decideCancel(state) }),
  ),
)

describe('the invariants of a fulfillment order', () => {
  it('hold after any commands in any order', () => {
    const reached = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        fc.array(command, { maxLength: 16 }),
        (quantities, commands) => {
          let state = open(quantities)
          for (const decide of commands) {
            const decision = decide(state)
            if (decision.ok) state = decision.value.reduce(evolve, state)
            reached.add(state.status)
            expect(violations(state)).toEqual([])
          }
        },
      ),
      { numRuns: 2_000, seed: 3 },
    )
    // The walk is worth something only if it comes everywhere.
    expect(reached.size).toBe(8)
  })

  it.each<[string, Partial<FulfillmentOrder>]>([
    ['0 <= picked <= quantity', { lines: [{ sku: skuAt(0), name: 'x', quantity: 1, picked: 2 }] }],
    ['from picked on, everything is picked', { status: 'picked' }],
    ['there are parcels from packed on, and none before', { status: 'labeled' }],
    [
      'what is in the parcels is what was picked',
      { parcels: [{ parcelId: '1', ...BOX, lines: [{ sku: skuAt(0), quantity: 1 }] }] },
    ],
    ['a short pick says what is missing', { status: 'short_picked' }],
    [
      'no more is missing than is still to be picked',
      { shortPick: { lines: [{ sku: skuAt(0), missing: 2 }], reason: 'gone' } },
    ],
    ['one with nothing left to send is cancelled', { lines: [] }],
  ])('say "%s" of what breaks it', (name, broken) => {
    expect(violations({ ...open([1]), ...broken }).join('\n')).toContain(name)
  })
})
