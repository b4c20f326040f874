import { describe, expect, it } from 'vitest'
import { type ProductId, productId } from '#shared/ids.ts'
import type { FunnelCounts } from '../contract/types.ts'
import { countDay } from './funnel.ts'
import { dayViolations, listViolations } from './invariants.ts'
import type { KeptEvent } from './visit-events.ts'

const ids = (...of: readonly string[]): ProductId[] => of.map((id) => productId.parse(id))
const [BOOK] = ids('BOOK')
const many = (count: number) => ids(...Array.from({ length: count }, (_, n) => `P-${n}`))

describe('the invariants of recommendations', () => {
  it('find nothing wrong with full lists', () => {
    expect(listViolations({ beside: BOOK, products: many(50) })).toEqual([])
    expect(listViolations({ beside: undefined, products: many(200) })).toEqual([])
  })

  it.each([
    ['beside itself', { beside: BOOK, products: ids('PEN', 'BOOK') }],
    ['twice', { beside: BOOK, products: ids('PEN', 'PEN') }],
    ['no longer than is read', { beside: BOOK, products: many(51) }],
    ['no longer than is read', { beside: undefined, products: many(201) }],
  ])('say "%s" of what breaks it', (rule, list) => {
    const [found, ...others] = listViolations(list)
    expect(found).toContain(rule)
    expect(others).toEqual([])
  })
})

describe('the invariants of the days of visitors', () => {
  const day = '2026-11-25'
  const at = `${day}T12:00:00.000Z`
  const event = (id: string, type: KeptEvent['type']): KeptEvent => ({ visitor: 'a', id, type, at })
  const counts = countDay(
    day,
    [event('1', 'view'), event('2', 'view'), event('3', 'add_to_cart')],
    new Date('2026-12-24T00:00:00Z'),
  )
  const rulesBrokenBy = (changes: Partial<FunnelCounts>) =>
    dayViolations({ day, counts: { ...counts, ...changes } }).join('\n')

  it('find nothing wrong with a day as it is counted', () => {
    expect(rulesBrokenBy({})).toBe('')
  })

  it.each<[rule: string, changes: Partial<FunnelCounts>]>([
    ['less than never', { carts: { filled: 1, ordered: 2, abandoned: -1 } }],
    ['at least once', { steps: { ...counts.steps, view: { events: 0, visits: 1 } } }],
    ['more visits than there were', { visits: 0 }],
    ['put something into it', { carts: { filled: 2, ordered: 0, abandoned: 1 } }],
    ['ends once', { carts: { filled: 1, ordered: 1, abandoned: 1 } }],
  ])('say "%s" of what breaks it', (rule, changes) => {
    expect(rulesBrokenBy(changes)).toContain(rule)
  })
})
