import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fieldErrors } from '#shared/http/request.ts'
import { orderId } from '#shared/ids.ts'
import { addNote } from '../contract/desk-operations.ts'
import { orderNoted } from '../contract/events.ts'
import { makeCancelOrder } from './cancel-order.ts'
import { makeCustomerNotes, makeNoteOrder, makeReadNotes } from './note-order.ts'
import { CAUSE, payment } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'
import { makeClose } from './workflow-steps.ts'

const cause = { ...CAUSE, actor: STAFF }
const NOBODYS = orderId.parse(`ord_${'9'.repeat(26)}`)

function givenNotes() {
  const desk = givenDesk()
  const write = makeNoteOrder(desk.deps)
  return {
    ...desk,
    write: (id: Parameters<typeof write>[0]['id'], text: string, visibility: 'internal' | 'customer') => {
      desk.later(1_000)
      return write({ id, text, visibility, cause })
    },
    readNotes: makeReadNotes(desk.deps),
    customerNotes: makeCustomerNotes(desk.deps),
  }
}

test('notes are read newest first, page by page; the customer reads those that are theirs', async () => {
  const desk = givenNotes()
  const id = await desk.place()
  await desk.write(id, 'Called: nobody was there.', 'internal')
  await desk.write(id, 'We put a bookmark in.', 'customer')
  await desk.write(id, 'Paid by the wrong person?', 'internal')
  const first = await desk.readNotes(id, STAFF, { limit: 2 })
  if (!first.ok) throw new Error(first.detail)
  expect(first.value.items.map(({ text, by }) => [text, by.id])).toEqual([
    ['Paid by the wrong person?', STAFF.id],
    ['We put a bookmark in.', STAFF.id],
  ])
  const second = await desk.readNotes(id, STAFF, { limit: 2, cursor: first.value.nextCursor ?? '' })
  expect(second).toMatchObject({
    value: { items: [{ text: 'Called: nobody was there.' }], nextCursor: null },
  })
  expect(await desk.customerNotes(id)).toEqual([
    { at: '2026-11-23T01:00:03.000Z', text: 'We put a bookmark in.' },
  ])
})

test('the text of a note is kept sealed, and its event says only that there is one', async () => {
  const desk = givenNotes()
  const id = await desk.place()
  const noted = await desk.write(id, 'Her neighbor Taro takes parcels.', 'internal')
  expect(JSON.stringify(desk.store.all())).not.toContain('Taro')
  const { events } = await desk.deps.orders.history(id, {})
  expect(events.at(-1)).toMatchObject({
    type: orderNoted.type,
    actor: STAFF,
    data: { noteId: noted.ok && noted.value.id, visibility: 'internal' },
  })
})

test('an order that has ended can be noted, and stays as it is', async () => {
  const desk = givenNotes()
  const id = await desk.place()
  await makeCancelOrder(desk.deps)({ id, reason: 'ordered twice', cause: CAUSE })
  const voided = { outcome: 'voided' as const, payment: payment('voided', 1) }
  await makeClose(desk.deps)({ orderId: id, run: 1, voided })
  expect(await desk.write(id, 'She wrote that she is sorry.', 'internal')).toMatchObject({ ok: true })
  expect((await desk.read(id)).status).toBe('cancelled')
  expect((await desk.read(id)).deadline).toBeUndefined()
})

test('notes that are written side by side are all kept', async () => {
  const desk = givenNotes()
  const id = await desk.place()
  await Promise.all(Array.from({ length: 10 }, (_, n) => desk.write(id, `Note ${n}`, 'internal')))
  const read = await desk.readNotes(id, STAFF, { limit: 20 })
  expect(read.ok && new Set(read.value.items.map(({ text }) => text)).size).toBe(10)
})

test('each reading of notes is recorded; of an order that is not there nothing is', async () => {
  const desk = givenNotes()
  const id = await desk.place()
  await desk.readNotes(id, STAFF, { limit: 20 })
  expect(await desk.readNotes(NOBODYS, STAFF, { limit: 20 })).toMatchObject({ code: 'not_found' })
  expect(await desk.write(NOBODYS, 'Hello?', 'internal')).toMatchObject({ code: 'not_found' })
  const { items } = await desk.deps.accessLog.ofDay('2026-11-23', { limit: 10 })
  expect(items).toMatchObject([{ what: 'notes', orderId: id, actor: STAFF }])
})

test.each([
  ['100 kB', 'x'.repeat(100_000), '/text'],
  ['4,001 characters', '本'.repeat(4_001), '/text'],
  ['no character', '  ', '/text'],
])('a note of %s is refused with a pointer', (_, text, pointer) => {
  const { error } = z.safeParse(addNote.body, { text, visibility: 'internal' })
  expect(error && fieldErrors(error, '').map((one) => one.pointer)).toContain(pointer)
  expect(z.safeParse(addNote.body, { text: '📖'.repeat(4_000), visibility: 'internal' }).success).toBe(true)
})
