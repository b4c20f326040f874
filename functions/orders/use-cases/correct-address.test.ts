import { expect, test } from 'vitest'
import { people } from '../domain/details.ts'
import { makeCorrectAddress } from './correct-address.ts'
import { CAUSE } from './testing.ts'
import { givenConfirmed } from './testing-life.ts'

type Order = Awaited<ReturnType<typeof givenConfirmed>>

const ADDRESS = {
  name: '山田 花子',
  line1: '丸の内1-1',
  city: '千代田区',
  postalCode: '100-0005',
  country: 'JP',
}
const correct = (order: Order, changes: object = {}) =>
  makeCorrectAddress(order.deps)({ id: order.id, shippingAddress: { ...ADDRESS, ...changes }, cause: CAUSE })

test('an address that the carrier cannot serve is asked for; once corrected, the order goes on', async () => {
  const order = await givenConfirmed()
  await order.work('open')
  await order.shipment('exception', { problem: 'address' })
  expect(await order.told('order.held')).toMatchObject({ reason: 'address' })
  expect(await order.claim()).toMatchObject({ outcome: 'refused' })
  expect(await correct(order)).toMatchObject({ ok: true })
  expect((await order.read()).holds).toEqual([])
  expect(await order.events()).toContain('order.address_corrected')
})

test.each([
  ['a label that exists', {}, 'label_exists', { outcome: 'label_exists' as const }],
  ['another country', { country: 'US' }, 'address_invalid', undefined],
  ['another region', { region: '大阪府' }, 'quote_needed', undefined],
  ['a postal code that is none', { postalCode: '12' }, 'address_invalid', undefined],
])('an address correction with %s is refused, and changes nothing', async (_, changes, code, recipient) => {
  const order = await givenConfirmed()
  if (recipient) order.outside.recipient.push(recipient)
  const before = await order.read()
  expect(await correct(order, changes)).toMatchObject({ ok: false, code })
  expect(await order.read()).toEqual(before)
})

const addressOf = async (order: Order) => {
  const details = await order.deps.orders.details(order.id)
  const who = details && (await order.deps.personal.open(details.people, people))
  return who?.shippingAddress?.line1
}
const corrections = async (order: Order) =>
  (await order.events()).filter((type) => type === 'order.address_corrected').length

test('an address is corrected to one that it was corrected to before, each time as shipping answers', async () => {
  const order = await givenConfirmed()
  for (const [at, line1] of ['丸の内1-1', '丸の内2-2', '丸の内1-1'].entries()) {
    expect(await correct(order, { line1 })).toMatchObject({ ok: true })
    expect(await addressOf(order)).toBe(line1)
    expect((await order.read()).recipientVersion).toBe(at + 1)
  }
  expect(order.outside.asked.changeRecipient.map(({ knownVersion }) => knownVersion)).toEqual([0, 1, 2])
  expect(await corrections(order)).toBe(3)
})

test('a correction whose label exists is asked for anew each time', async () => {
  const order = await givenConfirmed()
  order.outside.recipient.push({ outcome: 'label_exists' })
  expect(await correct(order)).toMatchObject({ ok: false, code: 'label_exists' })
  expect(await correct(order)).toMatchObject({ ok: true })
  expect(await addressOf(order)).toBe(ADDRESS.line1)
})

test('a correction that came before the order heard of another is asked for again, knowing of it', async () => {
  const order = await givenConfirmed()
  order.outside.recipient.push({ outcome: 'superseded', version: 4 })
  expect(await correct(order)).toMatchObject({ ok: true })
  expect(order.outside.asked.changeRecipient.map(({ knownVersion }) => knownVersion)).toEqual([0, 4])
  expect((await order.read()).recipientVersion).toBe(5)
})

test('of two corrections at once the order keeps the one that shipping took last', async () => {
  const order = await givenConfirmed()
  order.outside.recipient.push({ outcome: 'changed', version: 1 }, { outcome: 'changed', version: 2 })
  const { changeRecipient } = order.deps
  const overtaken = Promise.withResolvers<void>()
  const slow = {
    ...order.deps,
    changeRecipient: async (request: Parameters<typeof changeRecipient>[0]) => {
      const answer = await changeRecipient(request)
      await overtaken.promise
      return answer
    },
  }
  const older = correct({ ...order, deps: slow }, { line1: '丸の内1-1' })
  while (order.outside.asked.changeRecipient.length === 0) await new Promise(setImmediate)
  expect(await correct(order, { line1: '丸の内2-2' })).toMatchObject({ ok: true })
  overtaken.resolve()
  expect(await older).toEqual({ ok: true, value: order.id })
  expect(await addressOf(order)).toBe('丸の内2-2')
  expect((await order.read()).recipientVersion).toBe(2)
  expect(await corrections(order)).toBe(1)
})

test('a correction whose answer was lost is kept when it is sent again, and told once', async () => {
  const order = await givenConfirmed()
  order.outside.recipient.push({ outcome: 'changed', version: 1 }, { outcome: 'changed', version: 1 })
  const deps = {
    ...order.deps,
    changeRecipient: async (request: Parameters<typeof order.deps.changeRecipient>[0]) => {
      await order.deps.changeRecipient(request)
      throw new Error('the reply was lost')
    },
  }
  await expect(correct({ ...order, deps })).rejects.toThrow('the reply was lost')
  expect(await correct(order)).toMatchObject({ ok: true })
  order.outside.recipient.push({ outcome: 'changed', version: 1 })
  expect(await correct(order)).toMatchObject({ ok: true })
  expect(await addressOf(order)).toBe(ADDRESS.line1)
  expect(await corrections(order)).toBe(1)
})

test('an address where other taxes hold than those of the order is refused, and says what to do', async () => {
  const order = await givenConfirmed({ quote: { taxedPlaces: [{ postalCode: '900', isAlike: false }] } })
  const before = await order.read()
  const detail =
    'Other taxes hold in postal codes 900… than those that the order was made with: cancel it, and order anew for this address.'
  expect(await correct(order, { postalCode: '900-0001' })).toEqual({
    ok: false,
    code: 'quote_needed',
    detail,
    errors: [{ pointer: '/shippingAddress/postalCode', code: 'quote_needed', detail }],
  })
  expect(await order.read()).toEqual(before)
  expect(await correct(order)).toMatchObject({ ok: true })
})
