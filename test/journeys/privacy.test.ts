import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { remainsOf } from '#support/aftermath/remains.ts'
import { type Customer, codeMailedTo, givenCustomer, register, trySignIn } from '#support/customer.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import { aCustomer, givenGoods, orderBody, orderThatIs, unique } from '#support/shop.ts'

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

async function exportOf({ api }: Customer): Promise<string> {
  const { id } = (await api.post('/me/exports')).as(personalExport)
  const { url } = await eventually(`the export ${id} is written`, async () => {
    const now = (await api.get(`/me/exports/${id}`)).as(personalExport)
    return now.status === 'done' && now.download
  })
  return (await fetch(url)).text()
}

const erase = async ({ api }: Customer) =>
  (await api.post('/me/erasure', { body: { confirm: 'erase' } })).as(erasure)

test('a customer has all that is held, and is erased when the order is over: nothing of them can be read anywhere', async () => {
  const person = aPerson()
  const customer = await givenCustomer(shop, { name: person.name })
  const order = await orderAs(customer, person)
  const values = [person.name, person.line1, person.phone, customer.email]

  const file = await exportOf(customer)
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
