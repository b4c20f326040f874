import { describe, expect, it } from 'vitest'
import { MISTAKES } from './mistakes/mistakes.ts'
import { hunt, LIMITS } from './mistakes/with-mistake.ts'
import { inWords, PARTS, searchAll } from './parts.ts'
import { type Part, search } from './worlds/all.ts'

const MINUTES = 60_000

const ON_THE_WAY = ['placed', 'confirmed', 'processing', 'delivered']

/**
 * Wherever an order has come, its run is lost and found, staff starts it anew, its news come late or never, and its
 * goods leave in part or are not found.
 */
const REQUIRED = [
  ...ON_THE_WAY.flatMap((status) =>
    ['sweep', 'retry', 'start', 'notePayment'].map((does) => `${status} x ${does}`),
  ),
  ...['placed', 'confirmed', 'processing'].map((status) => `${status} x cancel`),
  ...[
    'rejecting x run Close',
    'cancelling x run Close',
    'cancelling x handOver',
    'payment_required x choose',
  ],
  ...['placed x lose start', 'confirmed x lose plan', 'cancelling x lose end', 'rejecting x lose end'],
  ...['placed', 'confirmed', 'processing', 'completed'].map((status) => `${status} x lose notePayment`),
  ...['confirmed', 'processing', 'cancelled'].map((status) => `${status} x lose noteWork`),
  ...['processing x lose noteShipment', 'placed x sweep', 'confirmed x republish', 'cancelled x republish'],
  ...['shortPick', 'cancelLine', 'cutLines', 'moveLines'].map((does) => `processing x ${does}`),
  ...['partially_shipped x handOver', 'partially_shipped x noteWork', 'shipped x noteShipment'],
  ...['shipped x run AwaitDelivery', 'cancelled x noteWork'],
  ...['authorized x renew', 'pending x renew', 'pending x void', 'captured x renew', 'voided x renew'],
  ...['processing x handOver', 'delivered x run Capture', 'delivered x complete', 'completed x retry'],
]

describe('the model', () => {
  it(
    'has nothing wrong in any world, and from each a way to an end or to a person',
    async () => {
      const { states, edges, seconds, pairs, parts } = await searchAll(PARTS)
      for (const { name, isComplete, ...one } of parts)
        console.log(
          `model: ${name}: ${one.states} states, ${one.edges} edges${isComplete ? '' : ', up to its limit'}`,
        )
      console.log(
        `model: ${states} states, ${edges} edges in ${seconds} s; ${pairs.length} pairs of status x command`,
      )
      console.log(pairs.join('\n'))
      expect(parts.map(inWords).filter((found) => found !== undefined)).toEqual([])
      expect(states).toBeGreaterThanOrEqual(250_000)
      expect(REQUIRED.filter((pair) => !pairs.includes(pair))).toEqual([])
    },
    10 * MINUTES,
  )
})

describe('a mistake in the product', () => {
  it.each(MISTAKES)(
    'is found: $name',
    async (mistake) => {
      const { found, steps, why } = await hunt(mistake)
      console.log(`model: found in ${steps} steps: ${mistake.name}`)
      expect(found, `nothing was found: ${why}`).toBe(true)
    },
    3 * MINUTES,
  )

  it(
    'is what is found: the product as it is passes wherever a mistake was looked for',
    async () => {
      const parts = new Map<string, Part>(MISTAKES.map((mistake) => [JSON.stringify(mistake.in), mistake.in]))
      expect(MISTAKES.length).toBeGreaterThanOrEqual(25)
      for (const part of parts.values()) expect(inWords(await search(part, LIMITS))).toBeUndefined()
    },
    10 * MINUTES,
  )
})
