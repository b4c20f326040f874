import { describe, expect, it } from 'vitest'
import { median, percentile, speedOf } from './percentiles.ts'

const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1)

describe('percentiles', () => {
  it('are values that were measured, by nearest rank', () => {
    expect([50, 95, 99, 100].map((share) => percentile(oneToHundred, share))).toEqual([50, 95, 99, 100])
    expect(percentile([7], 99)).toBe(7)
    expect(percentile([1, 2, 3, 4], 50)).toBe(2)
  })

  it('have a median whatever the order of the values', () => {
    expect(median([30, 10, 20])).toBe(20)
  })
})

describe('speed', () => {
  it('counts from the first beginning to the last end, however they overlap', () => {
    const spans = [
      { from: 1_000, to: 1_400 },
      { from: 1_100, to: 3_000 },
      { from: 2_000, to: 2_100 },
    ]
    expect(speedOf(spans)).toEqual({ perSecond: 1.5, p50: 400, p95: 1_900, p99: 1_900 })
  })
})
