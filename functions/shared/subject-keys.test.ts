import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { makePersonal } from './personal.ts'
import { makeMemoryStore } from './store/memory-store.ts'
import { KEYS_BELIEVED_MS, makeSubjectKeys } from './subject-keys.ts'
import { unwrapped } from './testing-personal.ts'

const name = z.strictObject({ name: z.string() })
const HANAKO = { name: '花子' }

/** The life of `ord_old`. */
const END = new Date('2026-11-28T00:00:00Z')

/** Two processes on one table of keys, and their clock. */
function givenProcesses() {
  const store = makeMemoryStore()
  let now = Date.parse('2026-11-27T00:00:00Z')
  const reads: string[] = []
  const process = () => {
    const keys = makeSubjectKeys({
      store: {
        ...store,
        async get(key) {
          reads.push(key.pk)
          return store.get(key)
        },
      },
      table: 'keys',
      wrap: unwrapped,
      clock: { now: () => new Date(now) },
      endOf: (subjectId) => (subjectId === 'ord_old' ? END : undefined),
    })
    return { keys, personal: makePersonal(keys, 'a secret') }
  }
  return {
    ...{ store, reads, here: process(), there: process() },
    pass(milliseconds: number) {
      now += milliseconds
    },
  }
}

describe('the key of a subject', () => {
  test('opens in another process what was sealed in this one, and nothing of anybody else', async () => {
    const { here, there } = givenProcesses()
    const box = await here.personal.seal('cus_1', HANAKO)
    expect(box.box).toMatch(/^2\./)
    expect(await there.personal.open(box, name)).toEqual(HANAKO)
    await here.personal.seal('cus_2', HANAKO)
    await expect(there.personal.open({ ...box, subjectId: 'cus_2' }, name)).rejects.toThrow('another subject')
  })

  test('seals bytes as they are: a box is a third longer than they are, whatever they hold', async () => {
    const { here, there } = givenProcesses()
    for (const bytes of [Buffer.alloc(3_000), Buffer.alloc(3_000, '"'), Buffer.from([0xff, 0xfe, 0x00])]) {
      const box = await here.personal.sealBytes('cus_1', bytes)
      expect(box.box.length).toBeLessThanOrEqual(Math.ceil((bytes.length * 4) / 3) + 70)
      expect(await there.personal.openBytes(box)).toEqual(bytes)
      await expect(there.personal.openBytes({ ...box, subjectId: 'cus_2' })).rejects.toThrow()
    }
  })

  test('is one, also where two make it at once', async () => {
    const { here, there, store } = givenProcesses()
    const [one, two] = await Promise.all([here.personal.seal('cus_1', 1), there.personal.seal('cus_1', 2)])
    expect(store.all()).toHaveLength(1)
    expect(await there.personal.open(one, z.number())).toBe(1)
    expect(await here.personal.open(two, z.number())).toBe(2)
  })

  test('of a new subject is kept by the commit that makes it, and by that alone', async () => {
    const { here, there, store, reads } = givenProcesses()
    const { box, writes } = await here.personal.sealFirst('ord_1', HANAKO)
    expect(reads).toEqual([])
    expect(writes).toMatchObject([{ table: 'keys' }])
    await expect(there.personal.open(box, name)).rejects.toThrow('another key')
    await store.commit(writes.flatMap((write) => ('put' in write ? [{ put: write.put }] : [])))
    expect(await there.personal.open(box, name)).toEqual(HANAKO)
  })

  test('is known to whoever has made it, without reading it again', async () => {
    const { here, reads } = givenProcesses()
    const box = await here.personal.seal('cus_1', HANAKO)
    expect(await here.personal.open(box, name)).toEqual(HANAKO)
    expect(reads).toEqual(['cus_1'])
  })

  test('is read once for a while', async () => {
    const { here, there, reads, pass } = givenProcesses()
    const box = await here.personal.seal('cus_1', HANAKO)
    reads.length = 0
    for (const _ of [1, 2, 3]) await there.personal.open(box, name)
    expect(reads).toEqual(['cus_1'])
    pass(KEYS_BELIEVED_MS)
    await there.personal.open(box, name)
    expect(reads).toEqual(['cus_1', 'cus_1'])
  })
})

describe('an erased subject', () => {
  test('opens as nothing: here at once, elsewhere when keys are not believed any more', async () => {
    const { here, there, pass } = givenProcesses()
    const box = await here.personal.seal('cus_1', HANAKO)
    expect(await there.personal.open(box, name)).toEqual(HANAKO)
    await here.keys.erase('cus_1')
    expect(await here.personal.open(box, name)).toBeUndefined()
    pass(KEYS_BELIEVED_MS)
    expect(await there.personal.open(box, name)).toBeUndefined()
  })

  test('leaves no key behind, and gets none again', async () => {
    const { here, there, store, pass } = givenProcesses()
    await here.personal.seal('cus_1', HANAKO)
    await here.keys.erase('cus_1')
    await here.keys.erase('cus_1')
    pass(KEYS_BELIEVED_MS)
    const late = await there.personal.seal('cus_1', HANAKO)
    expect(store.all()).toEqual([
      { pk: 'cus_1', sk: 'KEY', madeAt: expect.any(String), erasedAt: expect.any(String) },
    ])
    expect(await there.personal.open(late, name)).toBeUndefined()
  })

  test('may be one that never had a key', async () => {
    const { here } = givenProcesses()
    await here.keys.erase('cus_1')
    expect(await here.personal.open(await here.personal.seal('cus_1', HANAKO), name)).toBeUndefined()
  })
})

describe('what was sealed before there was a key for each', () => {
  // By version 1, under 'a secret', for cus_1.
  const OLD = { subjectId: 'cus_1', box: '1.DyaKEAxsA_eO4-ek.AGs3zvLuhXX-1sdVX7x66CsPnCzqvp96edBEo6vcuan9' }

  test('opens by the stage’s secret, also when that was rotated', async () => {
    const { here } = givenProcesses()
    expect(await here.personal.open(OLD, name)).toEqual(HANAKO)
    expect(await makePersonal(here.keys, 'a new one', 'a secret').open(OLD, name)).toEqual(HANAKO)
    await expect(makePersonal(here.keys, 'another').open(OLD, name)).rejects.toThrow('another key')
  })

  test('opens as nothing once its subject is erased', async () => {
    const { here } = givenProcesses()
    await here.keys.erase('cus_1')
    expect(await here.personal.open(OLD, name)).toBeUndefined()
  })
})

describe('a subject whose time is over', () => {
  test('opens as nothing from that moment on, and gets no key any more', async () => {
    const { here, pass, store } = givenProcesses()
    const box = await here.personal.seal('ord_old', HANAKO)
    expect(store.all()).toMatchObject([{ pk: 'ord_old', ttl: END.getTime() / 1_000 }])
    pass(24 * 3_600_000 - 1)
    expect(await here.personal.open(box, name)).toEqual(HANAKO)
    pass(1)
    expect(await here.personal.open(box, name)).toBeUndefined()
    expect(await here.personal.open(await here.personal.seal('ord_old', HANAKO), name)).toBeUndefined()
  })
})
