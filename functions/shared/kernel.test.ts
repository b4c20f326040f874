import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { makePersonal } from './personal.ts'
import { makeSealedText } from './sealed-text.ts'
import { makeMemoryKeys } from './testing-personal.ts'
import { aSecret } from './testing-secrets.ts'

test('personal data comes back only with its key, its subject and its shape', async () => {
  const keys = makeMemoryKeys()
  const personal = makePersonal(keys, 'a secret')
  const name = z.strictObject({ name: z.string() })
  const box = await personal.seal('ord_1', { name: '山田' })
  expect(JSON.stringify(box)).not.toContain('山田')
  expect(await personal.open(box, name)).toEqual({ name: '山田' })
  await expect(personal.open({ ...box, subjectId: 'ord_2' }, name)).rejects.toThrow()
  await expect(makePersonal(makeMemoryKeys(), 'a secret').open(box, name)).rejects.toThrow('another key')
  await expect(personal.open(box, z.string())).rejects.toThrow('invalid_type')
  expect(personal.fingerprint('email', ' A@Example.com ')).toBe(
    personal.fingerprint('email', 'a@example.com'),
  )
  expect(personal.fingerprint('phone', 'a@example.com')).not.toBe(
    personal.fingerprint('email', 'a@example.com'),
  )
  expect(makePersonal(keys, 'another', 'a secret').fingerprints('email', 'a@example.com')).toEqual([
    makePersonal(keys, 'another').fingerprint('email', 'a@example.com'),
    personal.fingerprint('email', 'a@example.com'),
  ])
})

test('a sealed text opens as it was, also after a rotation, and not once a byte is altered', async () => {
  const before = makeSealedText('quote', aSecret('old'))
  const rotated = makeSealedText('quote', aSecret('new', 'old'))
  const text = await before.seal({ total: 4180 })
  expect(await rotated.open(text)).toEqual({ total: 4180 })
  expect(await makeSealedText('quote', aSecret('new')).open(text)).toBeUndefined()
  for (let place = 0; place < text.length; place += 1) {
    const other = text[place] === 'A' ? 'B' : 'A'
    const altered = text.slice(0, place) + other + text.slice(place + 1)
    const opened = await before.open(altered)
    // The last character of a base64url text may hold unused bits: then nothing was altered.
    if (place < text.length - 1) expect(opened).toBeUndefined()
  }
})
