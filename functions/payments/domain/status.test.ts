import { describe, expect, it } from 'vitest'
import { PAYMENT_STATUSES, type PaymentStatus } from '../contract/types.ts'
import { PAYMENT_TRANSITIONS, transition } from './status.ts'

const reachableFrom = (start: PaymentStatus): Set<PaymentStatus> => {
  const found = new Set([start])
  for (const status of found) for (const next of PAYMENT_TRANSITIONS[status]) found.add(next)
  return found
}

describe('the statuses of a payment', () => {
  it('are all reached from pending', () => {
    const unreached = PAYMENT_STATUSES.filter((status) => !reachableFrom('pending').has(status))
    expect(unreached).toEqual([])
  })

  it('never lead back once money was taken', () => {
    const after = reachableFrom('captured')
    for (const status of ['pending', 'requires_action', 'failed', 'authorized', 'voided'] as const)
      expect(after).not.toContain(status)
  })

  it('go on after a void that the gateway made by itself', () => {
    expect(PAYMENT_TRANSITIONS.voided).toEqual(['pending'])
  })

  it('lead to statuses only, and none but that of nothing to pay is the end', () => {
    for (const next of Object.values(PAYMENT_TRANSITIONS))
      expect(PAYMENT_STATUSES).toEqual(expect.arrayContaining([...next]))
    expect(PAYMENT_STATUSES.filter((status) => PAYMENT_TRANSITIONS[status].length === 0)).toEqual([
      'not_required',
    ])
  })

  it('let nothing else happen', () => {
    expect(() => transition('not_required', 'authorized')).toThrow('allowed: nothing')
    expect(transition('authorized', 'captured')).toBe('captured')
    expect(transition('captured', 'captured')).toBe('captured')
    expect(() => transition('voided', 'authorized')).toThrow(
      'a payment that is voided cannot become authorized; allowed: pending',
    )
  })
})
