import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { auditedErasure } from '#support/aftermath/audited-erasure.ts'
import { remainsOf } from '#support/aftermath/remains.ts'
import {
  type Customer,
  codeMailedTo,
  givenCustomer,
  register,
  signInAs,
  trySignIn,
} from '#support/customer.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messagesTo, warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import { givenSaved } from '#support/saved-cards.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  givenGoods,
  givenStock,
  orderBody,
  orderThatIs,
  placeOrder,
  unique,
} from '#support/shop.ts'

const placed = z.object({ id: z.string(), number: z.string() })
const personalExport = z.object({
  ...{ id: z.string(), status: z.string() },
  download: z.optional(z.object({ url: z.string() })),
})
const erasure = z.object({
  status: z.string(),
  waitingFor: z.array(z.object({ orderId: z.string(), open: z.string() })),
})
const documents = z.object({ items: z.array(z.object({ id: z.string(), kind: z.string() })) })

const withId = z.object({ id: z.string() })
const listed = z.object({ items: z.array(withId) })
const gatewayCustomers = z.object({
  data: z.array(z.object({ metadata: z.record(z.string(), z.string()) })),
})

/** A person of whom nothing looks like anybody else's. */
function aPerson() {
  const name = unique('Erased Person')
  return { name, line1: unique('千代田 erased'), phone: `+8190${String(Date.now()).slice(-8)}` }
}
type Person = ReturnType<typeof aPerson>

async function orderAs({ api, email }: Customer, { name, line1, phone }: Person): Promise<string> {
  const { quote } = await givenGoods(shop)
  const body = orderBody(quote, { customer: aCustomer({ name, email, phone }), address: { name, line1 } })
  return (await api.post('/me/orders', { body, headers: { prefer: 'wait=20' } })).as(placed).id
}

async function exportOf({ api }: Customer): Promise<{ id: string; url: string; file: string }> {
  const { id } = (await api.post('/me/exports')).as(personalExport)
  const { url } = await eventually(`the export ${id} is written`, async () => {
    const now = (await api.get(`/me/exports/${id}`)).as(personalExport)
    return now.status === 'done' && now.download
  })
  return { id, url, file: await (await fetch(url)).text() }
}

const erase = async ({ api }: Customer) =>
  (await api.post('/me/erasure', { body: { confirm: 'erase' } })).as(erasure)

test('a customer has all that is held, and is erased when the order is over: nothing of them can be read anywhere', async () => {
  const person = aPerson()
  const customer = await givenCustomer(shop, { name: person.name })
  const order = await orderAs(customer, person)
  const values = [person.name, person.line1, person.phone, customer.email]

  const { file } = await exportOf(customer)
  for (const value of values) expect(file).toContain(value)
  expect(JSON.parse(file)).toMatchObject({
    profile: [{ id: customer.id, person: { name: person.name, email: customer.email } }],
    orders: [{ id: order, customer: { phone: person.phone } }],
    payments: [{ orderId: order }],
    messages: expect.arrayContaining([expect.objectContaining({ orderId: order, kind: 'confirmation' })]),
  })
  expect((await remainsOf(outputs, { values, subjects: [customer.id, order] })).found).not.toEqual([])

  expect(await erase(customer)).toEqual({
    status: 'waiting',
    waitingFor: [{ orderId: order, open: 'order' }],
  })
  expect((await customer.api.get('/me')).status).toBe(200)

  await warehouseShips(shop, order)
  await carrierDelivers(shop, order)
  await orderThatIs(shop, order, 'completed')
  const papers = async () => (await shop.machine.get(`/orders/${order}/documents`)).as(documents).items
  const [invoice] = await eventually('the invoice is issued', async () => {
    const issued = await papers()
    return issued.length > 0 && issued
  })
  expect(await erase(customer)).toEqual({ status: 'erased', waitingFor: [] })

  expect((await customer.api.get('/me')).status).toBe(404)
  expect((await trySignIn(shop, customer)).status).toBe(401)
  await eventually('nobody reads who ordered', async () => {
    const { status } = await shop.machine.get(`/orders/${order}/customer`)
    return status === 404
  })
  await eventually('nothing of the person remains', async () => {
    const remains = await remainsOf(outputs, { values, subjects: [customer.id, order] })
    if (remains.found.length > 0) throw new Error(JSON.stringify(remains.found.slice(0, 5)))
    expect(remains.boxes).toBeGreaterThan(8)
    expect(remains.looked).toBeGreaterThan(100)
    return true
  })

  const print = await shop.machine.get(`/documents/${invoice?.id}`)
  expect(print.status).toBe(200)
})

test('a customer without orders is erased at once, and the address is free again', async () => {
  const customer = await givenCustomer(shop, { name: unique('Erased Person') })
  expect((await customer.api.post('/me/erasure', { body: { confirm: 'yes' } })).status).toBe(400)
  expect(await erase(customer)).toEqual({ status: 'erased', waitingFor: [] })
  expect((await customer.api.get('/me/erasure')).as(erasure)).toEqual({ status: 'erased', waitingFor: [] })
  expect((await register(shop, { email: customer.email, name: 'Somebody', locale: 'en' })).status).toBe(201)
  expect(await codeMailedTo(shop, customer.email)).toMatch(/^\d{6}$/)
})

const ownOrders = async ({ api }: Customer) =>
  (await api.get('/me/orders')).as(listed).items.map(({ id }) => id)

/** A customer who has said all that one can say, claimed an order of theirs that has arrived, and ordered it again. */
async function givenWholeCustomer(person: Person) {
  const { name, line1, phone } = person
  const email = `${unique('member')}@example.com`
  const who = { customer: aCustomer({ name, email, phone }), address: { name, line1 } }
  const { sku, location, quote } = await givenGoods(shop)
  const claimed = await placeOrder(shop, quote, who)
  await warehouseShips(shop, claimed.id)
  await carrierDelivers(shop, claimed.id)
  await orderThatIs(shop, claimed.id, 'completed')

  const customer = await givenCustomer(shop, { name, email })
  const { api } = customer
  await eventually('the order is claimed', async () => (await ownOrders(customer)).includes(claimed.id))
  const where = { city: '千代田区', region: '東京都', postalCode: '100-0001', country: 'JP' }
  const address = { name, line1, ...where }
  expect((await api.post('/me/addresses', { body: { address } })).status).toBe(201)
  const consent = { purpose: 'marketing', granted: true, wording: 'autumn' }
  expect((await api.post('/me/consents', { body: consent })).status).toBeLessThan(300)
  const paymentMethodId = await givenSaved(shop, customer)

  await givenStock(shop, location, sku, 1)
  const wish = (await api.post(`/me/orders/${claimed.id}/reorder`)).body
  const again = await eventually('it can be ordered again', async () => {
    const asked = (await shop.guest.post('/quotes', { body: Object(wish) })).as(shapes.quote)
    return asked.lines.every(({ availability }) => availability !== 'not_enough') && asked
  })
  await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })
  expect((await api.post('/me/cart/lines', { body: { sku, quantity: 1 } })).status).toBe(201)
  const groups = await shop.machine.put(`/customers/${customer.id}/groups`, { body: { groups: ['friends'] } })
  expect(groups.status).toBe(201)
  const payment = { kind: 'card', paymentMethodId, saved: true }
  const reordered = (await api.post('/me/orders', { body: orderBody(again, { ...who, payment }) })).as(placed)
  await orderThatIs(shop, reordered.id, 'processing')
  await api.post(`/me/orders/${reordered.id}/cancel`, { body: { reason: 'twice' } })
  await orderThatIs(shop, reordered.id, 'cancelled')
  return { customer, sku, claimed, orders: [claimed.id, reordered.id] }
}

/** Whether the gateway still knows the customer, whose cards it keeps. */
async function isKnownToGateway(customerId: string): Promise<boolean> {
  const headers = { authorization: 'Bearer sk_test_journey' }
  const answer = await fetch(`${outputs.stripeUrl}/v1/customers?limit=100`, { headers })
  const { data } = gatewayCustomers.parse(await answer.json())
  return data.some(({ metadata }) => metadata['customerId'] === customerId)
}

const foundByStaff = async (text: string) =>
  (await shop.machine.get(`/orders?q=${encodeURIComponent(text)}`)).as(listed).items.map(({ id }) => id)

test('one who claimed, ordered again, and had their data is erased: the audit finds nothing of them, and nobody reads a word', async () => {
  const person = aPerson()
  const { customer, sku, claimed, orders } = await givenWholeCustomer(person)
  const { api, id, email } = customer
  const values = [person.name, person.line1, person.phone, email]

  const { id: exportId, url, file } = await exportOf(customer)
  for (const value of values) expect(file).toContain(value)
  const held = z.parse(z.record(z.string(), z.array(z.unknown())), { ...JSON.parse(file), exportedAt: [] })
  expect(held).toMatchObject({
    profile: [{ id, person: { name: person.name, email } }],
    addresses: [{ addresses: [{ address: { line1: person.line1 } }] }],
    consents: [{ purpose: 'marketing', granted: true, wording: 'autumn' }],
    carts: [{ lines: [{ sku, quantity: 1 }] }],
    groups: ['friends'],
    payments: expect.arrayContaining(orders.map((orderId) => expect.objectContaining({ orderId }))),
    messages: expect.arrayContaining([expect.objectContaining({ orderId: claimed.id })]),
  })
  expect(held['orders']).toEqual(
    expect.arrayContaining(
      orders.map((order) =>
        expect.objectContaining({ id: order, customer: expect.objectContaining({ email }) }),
      ),
    ),
  )
  for (const value of [person.name, person.phone, email])
    expect(await foundByStaff(value)).toEqual(expect.arrayContaining(orders))
  expect(await fetch(claimed.tracking.url).then((page) => page.text())).toContain(person.name.split(' ')[0])

  const stranger = await givenCustomer(shop)
  expect((await stranger.api.get(`/me/exports/${exportId}`)).status).toBe(404)
  const { file: strangers } = await exportOf(stranger)
  for (const value of [...values, ...orders, id]) expect(strangers).not.toContain(value)

  const { refreshToken } = await signInAs(shop, customer)
  expect((await auditedErasure(outputs, id)).looked.erasure).toBe(0)
  expect(await isKnownToGateway(id)).toBe(true)
  await eventually(
    'the order that was cancelled is over',
    async () => (await erase(customer)).status === 'erased',
  )
  expect((await fetch(url)).status).toBe(404)
  expect((await api.post('/me/exports')).status).toBe(404)

  await eventually('nobody reads who ordered', async () => {
    const read = await Promise.all(orders.map((order) => shop.machine.get(`/orders/${order}/customer`)))
    return read.every(({ status }) => status === 404)
  })
  const report = await eventually('the audit finds nothing of them', async () => {
    const found = await auditedErasure(outputs, id)
    if (found.violations.length > 0) throw new Error(JSON.stringify(found.violations))
    return found
  })
  expect(report).toMatchObject({ looked: { erasure: 1 }, violations: [], finished: true })
  await eventually('the gateway has forgotten them', async () => !(await isKnownToGateway(id)))
  const remains = await eventually('nothing of the person remains', async () => {
    const now = await remainsOf(outputs, { values, subjects: [id, ...orders] })
    if (now.found.length > 0) throw new Error(JSON.stringify(now.found.slice(0, 5)))
    return now
  })
  expect(remains.boxes).toBeGreaterThan(10)

  for (const value of values) expect(await foundByStaff(value)).toEqual([])
  // A process believes a key that it has read for half a minute.
  await eventually('no answer says who it was', async () => {
    const answers = await answersAbout(claimed, orders)
    for (const order of orders) expect(answers).toContain(order)
    return values.every((value) => !answers.includes(value))
  })

  await refusedAsNobody(customer, refreshToken)
})

/** All that staff, and whoever has a link, read of the orders. */
async function answersAbout({ tracking }: shapes.Order, orders: readonly string[]): Promise<string> {
  const read = await Promise.all([
    ...orders.flatMap((order) => [
      shop.machine.get(`/orders/${order}`),
      shop.machine.get(`/orders/${order}/history`),
    ]),
    shop.guest.get(`/tracking/${tracking.token}`),
  ])
  const page = await fetch(tracking.url).then((answer) => answer.text())
  const files = [await exportByStaff('completed'), await exportByStaff('cancelled')]
  return [...read.map(({ text }) => text), page, ...files].join('\n')
}

/** The orders of today as staff take them out, with who ordered. */
async function exportByStaff(status: string): Promise<string> {
  const from = new Date().toISOString().slice(0, 10)
  let next: string | undefined = `/order-exports?${new URLSearchParams({ from, status, personal: 'true' })}`
  let text = ''
  while (next) {
    const page = await shop.machine.get(next)
    expect(page.status).toBe(200)
    text += page.text
    next = /<\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
  }
  return text
}

/** Whoever was erased is answered as somebody who never was. */
async function refusedAsNobody(erased: Customer, refreshToken: string): Promise<void> {
  const nobody = { email: `${unique('nobody')}@example.com`, password: erased.password }
  const told = (answer: { status: number; body: unknown }) => ({
    status: answer.status,
    body: { ...Object(answer.body), requestId: '' },
  })
  const signedIn = await trySignIn(shop, erased)
  expect(signedIn.status).toBe(401)
  expect(told(signedIn)).toEqual(told(await trySignIn(shop, nobody)))
  const renew = (given: string) => shop.guest.post('/me/sign-ins/refresh', { body: { refreshToken: given } })
  const renewed = await renew(refreshToken)
  expect(renewed.status).toBe(401)
  expect(told(renewed)).toEqual(told(await renew('made up')))

  const mails = (await messagesTo(shop, erased.email)).length
  const reset = async ({ email }: { email: string }) => {
    const begun = await shop.guest.post('/me/password-resets', { body: { email } })
    const confirmed = await shop.guest.post(`/me/password-resets/${begun.as(withId).id}/confirmation`, {
      body: { code: '123456', password: 'Another-Horse-43' },
    })
    return { begun: [begun.status, Object.keys(Object(begun.body))], confirmed: told(confirmed) }
  }
  expect(await reset(erased)).toEqual(await reset(nobody))
  expect((await messagesTo(shop, erased.email)).length).toBe(mails)
}
