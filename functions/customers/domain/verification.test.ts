import { expect, it } from 'vitest'
import { checkCode, hashOfCode, type Verification } from './verification.ts'

const ID = 'ver_1'
const NOW = new Date('2026-11-24T01:00:00.000Z')
const VERIFICATION: Verification = {
  purpose: 'registration',
  codeHash: hashOfCode(ID, '123456'),
  wrongTries: 0,
  expiresAt: '2026-11-24T01:00:00.001Z',
  used: false,
}
const check = (verification: Verification, code: string, now = NOW) =>
  checkCode(verification, { id: ID, code, now })
const invalid = { ok: false, code: 'code_invalid' }

it('the right code is right, and used up by it', () => {
  const checked = check(VERIFICATION, '123456')
  const used = { ...VERIFICATION, used: true }
  expect(checked).toEqual({ ok: true, value: { right: true, after: used } })
  expect(check(used, '123456')).toMatchObject(invalid)
})

it('a wrong code is counted; after five not even the right one is taken', () => {
  expect(check(VERIFICATION, '123457')).toEqual({
    ok: true,
    value: { right: false, after: { ...VERIFICATION, wrongTries: 1 } },
  })
  expect(check({ ...VERIFICATION, wrongTries: 4 }, '123456')).toMatchObject({ value: { right: true } })
  expect(check({ ...VERIFICATION, wrongTries: 5 }, '123456')).toMatchObject(invalid)
})

it('a code is good until its time, and no longer', () => {
  expect(check({ ...VERIFICATION, expiresAt: NOW.toISOString() }, '123456')).toMatchObject(invalid)
})

it('a code is good for its own verification alone, and whatever is typed is just wrong', () => {
  const ofAnother = { ...VERIFICATION, codeHash: hashOfCode('ver_2', '123456') }
  for (const one of [ofAnother, { ...VERIFICATION, codeHash: '' }])
    expect(check(one, '123456')).toMatchObject({ value: { right: false } })
  expect(check(VERIFICATION, '１２３４５６')).toMatchObject({ value: { right: false } })
})
