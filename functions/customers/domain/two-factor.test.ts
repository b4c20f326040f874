import { describe, expect, it } from 'vitest'
import { codeOfStep, totpStep } from '#shared/totp.ts'
import { makeDice } from '../testing.ts'
import {
  hashOfRecoveryCode,
  newRecoveryCodes,
  type TwoFactor,
  takeCode,
  takeRecoveryCode,
} from './two-factor.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const NOW = new Date('2026-11-24T01:00:10.000Z')
const STATE: TwoFactor = { status: 'on', lastStep: 0, recovery: [] }
const codeAt = (steps: number) => codeOfStep(SECRET, totpStep(NOW) + steps)
const take = (state: TwoFactor, code: string, now = NOW) => takeCode(state, { secret: SECRET, code, now })

describe('a code of the authenticator', () => {
  it.each([-1, 0, 1])('is taken %i steps from now, as clocks drift', (steps) => {
    expect(take(STATE, codeAt(steps))?.lastStep).toBe(totpStep(NOW) + steps)
  })

  it.each([-2, 2])('is not taken %i steps from now', (steps) => {
    expect(take(STATE, codeAt(steps))).toBeUndefined()
  })

  it('is taken once, and none before it afterwards', () => {
    const taken = take(STATE, codeAt(0))
    expect(taken && take(taken, codeAt(0))).toBeUndefined()
    expect(taken && take(taken, codeAt(-1))).toBeUndefined()
    expect(taken && take(taken, codeAt(1))).toBeDefined()
  })
})

describe('recovery codes', () => {
  const codes = newRecoveryCodes(makeDice())
  const state = { ...STATE, recovery: codes.map((code) => hashOfRecoveryCode('cus_1', code)) }

  it('are ten, in groups that people can write down', () => {
    expect(codes).toHaveLength(10)
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  })

  it('are taken once each, in small letters and without dashes too', () => {
    const [first = '', second = ''] = codes
    const left = takeRecoveryCode(state, { id: 'cus_1', code: first.toLowerCase().replaceAll('-', '') })
    expect(left?.recovery).toHaveLength(9)
    expect(left && takeRecoveryCode(left, { id: 'cus_1', code: first })).toBeUndefined()
    expect(left && takeRecoveryCode(left, { id: 'cus_1', code: second })?.recovery).toHaveLength(8)
  })

  it('are taken in the letters that they were given in', () => {
    const [first = ''] = codes
    expect(takeRecoveryCode(state, { id: 'cus_1', code: first })?.recovery).toHaveLength(9)
  })

  it('are of one customer alone', () => {
    expect(takeRecoveryCode(state, { id: 'cus_2', code: codes[0] ?? '' })).toBeUndefined()
  })
})
