import * as z from 'zod/mini'
import { Fault } from '#shared/outcomes.ts'
import { makePersonal, type Personal, type Sealed } from '#shared/personal.ts'
import { makeMemoryKeys } from '#shared/testing-personal.ts'

const content = z.object({ subjectId: z.string(), value: z.unknown() })

/**
 * Personal data in boxes that are shut but not locked, as ciphers are slow: none is like another, none shows what is in
 * it, and each opens for its own subject only. What locks them is shown by the tests of the real one.
 */
export function makeUnlocked(secret: string): Personal {
  const real = makePersonal(makeMemoryKeys(), secret)
  let made = 0
  const shut = (subjectId: string, value: unknown): Sealed => {
    made += 1
    const text = Buffer.from(JSON.stringify({ subjectId, value })).toString('base64url')
    return { subjectId, box: `0.${made}.${text}` }
  }
  const opened = ({ subjectId, box }: Sealed): unknown => {
    const [version, , text = ''] = box.split('.')
    if (version !== '0') throw new Fault('personal data is sealed in an unknown way')
    const { subjectId: owner, value } = content.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (owner !== subjectId) throw new Fault('personal data was sealed for another subject')
    return value
  }
  return {
    ...real,
    seal: async (subjectId, value) => shut(subjectId, value),
    sealFirst: async (subjectId, value) => ({ box: shut(subjectId, value), writes: [] }),
    open: async (box, schema) => z.parse(schema, opened(box)),
    sealBytes: async (subjectId, bytes) => shut(subjectId, Buffer.from(bytes).toString('base64')),
    openBytes: async (box) => Buffer.from(z.string().parse(opened(box)), 'base64'),
  }
}

/** The same, for a world in which subjects are erased. */
export const withErased = (personal: Personal, erased: ReadonlySet<string>): Personal => ({
  ...personal,
  open: async (box, schema) => (erased.has(box.subjectId) ? undefined : personal.open(box, schema)),
  openBytes: async (box) => (erased.has(box.subjectId) ? undefined : personal.openBytes(box)),
})
