import { expect, test } from 'vitest'
import { ORDERS_AT_ONCE } from '#shared/held.ts'
import { customerId, exportId, orderId } from '#shared/ids.ts'
import { ALL_NOTIFICATIONS, NO_CONSENTS } from '../contract/choices.ts'
import { givenCustomerWith, HANAKO, ORDER, OTHER, SESSION, WHO } from './testing-privacy.ts'

const AT = '2026-11-27T10:00:00.000Z'
const ORDERS = [
  { orderId: ORDER, number: 'K7WQ2M4X' },
  { orderId: OTHER, number: 'M4XK7WQ2', open: 'order' as const },
]

async function givenExport(orders: Parameters<typeof givenCustomerWith>[0] = ORDERS) {
  const given = await givenCustomerWith(orders)
  const asked = await given.requestExport()
  if (!asked.ok) throw new Error('no export was made')
  const { id } = asked.value
  const file = async () => {
    const found = await given.objects.get(`exports/${HANAKO}/${id}.json`)
    return found && JSON.parse(Buffer.from(found.bytes).toString('utf8'))
  }
  return { ...given, id, asked: asked.value, file }
}

test('an export has what every context holds, opened, and nothing that guards the account', async () => {
  const given = await givenExport()
  expect(given.asked).toMatchObject({ status: 'running' })
  await given.writeExport(HANAKO, given.id)
  expect(await given.file()).toEqual({
    exportedAt: AT,
    profile: [
      {
        ...{ id: HANAKO, registeredAt: AT, locale: 'ja', person: WHO },
        ...{ consents: NO_CONSENTS, notifications: ALL_NOTIFICATIONS },
      },
    ],
    addresses: [{ addresses: ['Chiyoda 1-1'] }],
    consents: [{ purpose: 'marketing', granted: true }],
    signIns: [{ id: SESSION, startedAt: AT, lastUsedAt: AT, device: 'a browser' }],
    orders: [{ id: ORDER }, { id: OTHER }],
    messages: [{ kind: 'confirmation' }],
    groups: ['staff'],
  })
})

test('what belongs to the customer alone is in it once, however many orders they have', async () => {
  const orders = Array.from({ length: ORDERS_AT_ONCE + 1 }, (_, index) => ({
    orderId: orderId.parse(`ord_${String(index).padStart(26, '0')}`),
    number: 'K7WQ2M4X',
  }))
  const given = await givenExport(orders)
  await given.writeExport(HANAKO, given.id)
  const { groups, orders: told } = await given.file()
  expect([groups, told]).toEqual([['staff'], orders.map((order) => ({ id: order.orderId }))])
})

test('its link comes when it is done, and ends', async () => {
  const given = await givenExport()
  expect(await given.readExport(HANAKO, given.id)).toMatchObject({ value: { status: 'running' } })
  await given.writeExport(HANAKO, given.id)
  expect(await given.readExport(HANAKO, given.id)).toMatchObject({
    value: { status: 'done', download: { url: expect.any(String), expiresAt: '2026-11-27T10:15:00.000Z' } },
  })
})

test('a request is kept until long after its event could be brought back, and for a day once it is written', async () => {
  const given = await givenExport()
  const endsIn = async () => {
    const item = await given.store.get({ pk: `EXPORT#${HANAKO}#${given.id}`, sk: 'HEADER' })
    return (Number(item?.['ttl']) - Date.parse(AT) / 1_000) / 86_400
  }
  expect(await endsIn()).toBe(30)
  await given.writeExport(HANAKO, given.id)
  expect(await endsIn()).toBe(1)
})

test('it is asked for with a sign-in of lately', async () => {
  const given = await givenCustomerWith(ORDERS)
  given.setTime('10:15:01')
  expect(await given.requestExport()).toMatchObject({ ok: false, code: 'sign_in_again' })
  await given.signIn()
  expect(await given.requestExport()).toMatchObject({ ok: true })
})

test('somebody else’s is not there', async () => {
  const given = await givenExport()
  const somebody = customerId.parse(`cus_${'2'.repeat(26)}`)
  expect(await given.readExport(somebody, given.id)).toMatchObject({ ok: false, code: 'not_found' })
  const none = exportId.parse(`exp_${'9'.repeat(26)}`)
  expect(await given.readExport(HANAKO, none)).toMatchObject({ ok: false, code: 'not_found' })
})

test('it goes with the customer, and is not written after them', async () => {
  const given = await givenExport()
  await given.writeExport(HANAKO, given.id)
  given.world.orders = []
  const again = await given.requestExport()
  await given.erase()
  expect(await given.file()).toBeUndefined()
  if (!again.ok) throw new Error('no export was made')
  await given.writeExport(HANAKO, again.value.id)
  expect(await given.objects.list('exports/')).toEqual([])
})
