import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SYSTEM } from './actor.ts'
import { defineEvent, happened, readEvent, wrapEvents } from './events.ts'
import { makeIds } from './ids.ts'
import { makeMemoryKeys, makeTestPersonal } from './testing-personal.ts'

const thing = { id: z.string(), lines: z.array(z.strictObject({ sku: z.string() })) }
const before = defineEvent({ type: 'thing.made', source: 'orders', data: z.strictObject(thing) })
const after = defineEvent({
  type: 'thing.made',
  source: 'orders',
  data: z.strictObject({
    ...thing,
    color: z.string(),
    lines: z.array(z.strictObject({ sku: z.string(), note: z.string() })),
  }),
  personal: z.strictObject({ name: z.string() }),
})

const keys = makeMemoryKeys()
const personal = makeTestPersonal(keys)
const ids = makeIds()
const about = {
  subject: 'thing_1',
  lastSequence: 4,
  occurredAt: '2026-11-23T01:00:00.000Z',
  cause: { correlationId: 'c', causationId: 'd', actor: SYSTEM },
}
const wrap = (...events: Parameters<typeof wrapEvents>[0]) =>
  wrapEvents(events, about, { newEventId: ids.event, personal })

test('a consumer of before understands a producer that has added fields, at any depth', async () => {
  const data = { id: '1', color: 'red', lines: [{ sku: 'A', note: 'new' }] }
  const [sent] = await wrap(happened(after, data, { subjectId: 'thing_1', value: { name: '花子' } }))
  if (!sent) throw new Error('nothing was wrapped')
  expect(JSON.stringify(sent)).not.toContain('花子')
  expect((await readEvent(before, sent, personal))?.data).toEqual({ id: '1', lines: [{ sku: 'A' }] })
  expect(await readEvent(after, sent, personal)).toMatchObject({
    data,
    personal: { name: '花子' },
    sequence: 5,
  })
})

test('a producer sends no field that the event does not have, a consumer takes none that is missing', async () => {
  const data = { id: '1', lines: [], price: 1 }
  await expect(wrap({ definition: before, data })).rejects.toThrow('unrecognized_keys')
  const [sent] = await wrap(happened(before, { id: '1', lines: [] }))
  if (!sent) throw new Error('nothing was wrapped')
  await expect(readEvent(after, sent, personal)).rejects.toThrow()
})

describe('an event of a person who was erased', () => {
  const made = (personal: z.ZodMiniType) => defineEvent({ ...before, personal })
  const erased = async (definition: ReturnType<typeof made>) => {
    const value = { name: '花子' }
    const [sent] = await wrap(happened(definition, { id: '1', lines: [] }, { subjectId: 'gone_1', value }))
    if (!sent) throw new Error('nothing was wrapped')
    await keys.erase('gone_1')
    return readEvent(definition, sent, personal)
  }
  const who = z.strictObject({ name: z.string() })

  test('is nothing to a consumer that needs the person', async () => {
    expect(await erased(made(who))).toBeUndefined()
  })

  test('says the rest where it may do without', async () => {
    expect(await erased(made(z.optional(who)))).toMatchObject({ data: { id: '1' }, personal: undefined })
  })

  test('is told without them', async () => {
    const [sent] = await wrap(happened(made(who), { id: '1', lines: [] }, undefined))
    expect(sent).toMatchObject({ data: { id: '1' } })
    expect(sent).not.toHaveProperty('personal')
  })
})
