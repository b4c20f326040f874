import { describe, expect, it } from 'vitest'
import { makeIds } from './ids.ts'

const beginnings = (draw: () => string) => new Set(Array.from({ length: 100 }, () => draw().slice(0, 7)))

describe('an id', () => {
  it('of an order begins with the time at which it was made', () => {
    expect(beginnings(makeIds().order).size).toBe(1)
  })

  it('of a customer tells no time, by which a made-up one at a sign-in would stand out', () => {
    expect(beginnings(makeIds().customer).size).toBeGreaterThan(90)
  })
})
