import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SYSTEM } from './actor.ts'
import { defineEvent, happened, readEvent, wrapEvents } from './events.ts'
import { makeIds } from './ids.ts'
import { makePersonal } from './personal.ts'

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

const personal = makePersonal('secret')
const ids = makeIds()
const about = {
  subject: 'thing_1',
  lastSequence: 4,
  occurredAt: '2026-11-23T01:00:00.000Z',
  cause: { correlationId: 'c', causationId: 'd', actor: SYSTEM },
}
const wrap = (...events: Parameters<typeof wrapEvents>[0]) =>
  wrapEvents(events, about, { newEventId: ids.event, personal })

test('a consumer of before understands a producer that has added fields, at any depth', () => {
  const data = { id: '1', color: 'red', lines: [{ sku: 'A', note: 'new' }] }
  const [sent] = wrap(happened(after, data, { subjectId: 'thing_1', value: { name: '花子' } }))
  if (!sent) throw new Error('nothing was wrapped')
  expect(JSON.stringify(sent)).not.toContain('花子')
  expect(readEvent(before, sent, personal).data).toEqual({ id: '1', lines: [{ sku: 'A' }] })
  expect(readEvent(after, sent, personal)).toMatchObject({ data, personal: { name: '花子' }, sequence: 5 })
})

test('a producer sends no field that the event does not have, a consumer takes none that is missing', () => {
  const data = { id: '1', lines: [], price: 1 }
  expect(() => wrap({ definition: before, data })).toThrow('unrecognized_keys')
  const [sent] = wrap(happened(before, { id: '1', lines: [] }))
  if (!sent) throw new Error('nothing was wrapped')
  expect(() => readEvent(after, sent, personal)).toThrow()
})
