import { describe, expect, it } from 'vitest'
import { LazyMap } from './lazy-map.ts'

const ENTRIES = [
  ['a', 1],
  ['b', 2],
] as const

describe('a lazy map', () => {
  it.each<[string, (map: Map<string, number>) => unknown, unknown]>([
    ['get', (map) => map.get('b'), 2],
    ['has', (map) => map.has('c'), false],
    ['size', (map) => map.size, 2],
    ['entries', (map) => [...map.entries()], ENTRIES],
    ['keys', (map) => [...map.keys()], ['a', 'b']],
    ['values', (map) => [...map.values()], [1, 2]],
    ['iteration', (map) => [...map], ENTRIES],
    ['set', (map) => [...map.set('a', 9)], [['a', 9], ENTRIES[1]]],
    ['delete', (map) => [map.delete('a'), ...map], [true, ENTRIES[1]]],
    [
      'clear',
      (map) => {
        map.clear()
        return map.size
      },
      0,
    ],
    [
      'forEach',
      (map) => {
        const seen: unknown[] = []
        map.forEach((value, key) => {
          seen.push([key, value])
        })
        return seen
      },
      ENTRIES,
    ],
  ])('has its entries at the first %s, and makes them once', (_, act, expected) => {
    let made = 0
    const map = new LazyMap<string, number>(() => {
      made += 1
      return ENTRIES
    })
    expect(made).toBe(0)
    expect(act(map)).toEqual(expected)
    expect([...map].length).toBe(map.size)
    expect(made).toBeLessThanOrEqual(1)
  })
})
