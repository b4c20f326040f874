import { describe, expect, it } from 'vitest'
import { locationId, sku } from '#shared/ids.ts'
import { decideAdjustment } from './adjustment.ts'

const place = { sku: sku.parse('BOOK'), locationId: locationId.parse('tokyo') }
const level = { ...place, onHand: 5, reserved: 2, safety: 0, available: 3 }

describe('a correction of stock', () => {
  it.each([
    ['adds a difference', { delta: 4 }, 4],
    ['takes a difference away', { delta: -1 }, -1],
    ['takes all that is not reserved', { delta: -3 }, -3],
    ['comes to a count', { counted: 9 }, 4],
    ['comes to a count of what is reserved', { counted: 2 }, -3],
    ['finds what was there', { counted: 5 }, 0],
  ])('%s', (_, wanted, change) => {
    expect(decideAdjustment(level, wanted)).toEqual({
      ok: true,
      value: { ...place, onHand: change, reserved: 0 },
    })
  })

  it.each([
    [{ delta: -4 }, '/delta'],
    [{ counted: 1 }, '/counted'],
  ])('by %j takes nothing that is promised', (wanted, pointer) => {
    const detail =
      '5 of BOOK are on hand at tokyo, 2 of them reserved: at most 3 can be taken away, 4 were to be.'
    expect(decideAdjustment(level, wanted)).toEqual({
      ok: false,
      code: 'not_enough_stock',
      detail,
      errors: [{ pointer, code: 'not_enough_stock', detail }],
    })
  })
})
