import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { makePersonal, type Personal } from './personal.ts'
import type { KeyWrap, SubjectKeys } from './subject-keys.ts'

/** Keys of subjects in memory. */
export function makeMemoryKeys(): SubjectKeys {
  const keys = new Map<string, KeyObject | 'erased'>()
  const toSeal = (subjectId: string): KeyObject | 'erased' => {
    const key = keys.get(subjectId) ?? createSecretKey(randomBytes(32))
    keys.set(subjectId, key)
    return key
  }
  return {
    toOpen: async (subjectId) => keys.get(subjectId),
    toSeal: async (subjectId) => toSeal(subjectId),
    async first(subjectId) {
      const key = toSeal(subjectId)
      if (key === 'erased') throw new RangeError(`${subjectId} was erased: it is not new`)
      return { key, writes: [] }
    },
    async erase(subjectId) {
      keys.set(subjectId, 'erased')
    },
  }
}

/** Wraps keys by nothing: for tests of where they are kept. */
export const unwrapped: KeyWrap = {
  async make() {
    const bytes = randomBytes(32)
    return { key: createSecretKey(bytes), wrapped: bytes.toString('base64') }
  },
  unwrap: async (_, wrapped) => createSecretKey(Buffer.from(wrapped, 'base64')),
}

/** Personal data of a test, under keys in memory. */
export const makeTestPersonal = (keys: SubjectKeys = makeMemoryKeys()): Personal =>
  makePersonal(keys, 'a secret of the tests')
