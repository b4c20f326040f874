import { describe, expect, it } from 'vitest'
import { promotionId } from '#shared/ids.ts'
import { type PromotionBooks, promotionViolations } from './promotion-invariants.ts'

const right: PromotionBooks = {
  id: promotionId.parse('sale'),
  used: 2,
  redeemed: 2,
  byCustomer: [{ used: 2, redeemed: 2 }],
  codes: [{ uses: 2, used: 2, redeemed: 2 }],
}

describe('the invariants of a promotion', () => {
  it('hold of a right one', () => {
    expect(promotionViolations(right)).toEqual([])
  })

  it.each<[string, Partial<PromotionBooks>]>([
    ['a use that nobody has', { used: 3 }],
    ['a customer whose use is not counted', { byCustomer: [{ used: 1, redeemed: 2 }] }],
    ['a code that was used too often', { codes: [{ uses: 1, used: 2, redeemed: 2 }] }],
    ['a code whose use is not counted', { codes: [{ uses: 2, used: 1, redeemed: 2 }] }],
  ])('find %s', (_, wrong) => {
    expect(promotionViolations({ ...right, ...wrong })).toHaveLength(1)
  })
})
