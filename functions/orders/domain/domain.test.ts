import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORDER_STATUSES } from '../contract/types.ts'
import { isOrderNumber, makeOrderNumber } from './number.ts'
import { STATUS_TRANSITIONS, TERMINAL, transition } from './status.ts'

test('every status is reached from placed, and each leads to an end', () => {
  const reachable = (from: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(from)) return seen
    seen.add(from)
    for (const to of STATUS_TRANSITIONS[from as keyof typeof STATUS_TRANSITIONS]) reachable(to, seen)
    return seen
  }
  expect([...reachable('placed')].toSorted()).toEqual([...ORDER_STATUSES].toSorted())
  for (const status of ORDER_STATUSES)
    expect([...reachable(status)].some((end) => TERMINAL.has(end as (typeof ORDER_STATUSES)[number]))).toBe(
      true,
    )
})

test('what the table does not list cannot happen', () => {
  expect(() => transition('completed', 'placed')).toThrow('cannot become placed')
  expect(transition('placed', 'confirmed')).toBe('confirmed')
})

const number = fc
  .infiniteStream(fc.integer({ min: 0, max: 30 }))
  .map((stream) => makeOrderNumber(() => Number(stream.next().value)))

test('an order number has a check: any one wrong character and any swap of neighbors is found', () => {
  fc.assert(
    fc.property(
      number,
      fc.nat(7),
      fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ'),
      (text, place, other) => {
        expect(isOrderNumber(text)).toBe(true)
        const wrong = text.slice(0, place) + other + text.slice(place + 1)
        expect(isOrderNumber(wrong)).toBe(wrong === text)
        const [a, b] = [text[place], text[place + 1]]
        if (a === undefined || b === undefined || a === b) return
        expect(isOrderNumber(text.slice(0, place) + b + a + text.slice(place + 2))).toBe(false)
      },
    ),
  )
})
