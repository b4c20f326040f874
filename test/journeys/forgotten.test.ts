import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { givenCustomer } from '#support/customer.ts'
import { eventually } from '#support/eventually.ts'
import { shop } from '#support/running.ts'
import { givenCart, givenGoods } from '#support/shop.ts'

const asked = z.object({ id: z.string() })
const written = z.object({ status: z.string(), download: z.optional(z.object({ url: z.string() })) })

test('a customer’s cart and groups are told with what is held of them, and go when they are erased', async () => {
  const { sku } = await givenGoods(shop)
  const { id, api } = await givenCustomer(shop)
  const { id: guests } = await givenCart(shop, { sku, quantity: 1 })
  expect((await api.post(`/carts/${guests}/merge`)).status).toBe(200)
  const groups = `/customers/${id}/groups`
  expect((await shop.machine.put(groups, { body: { groups: ['friends'] } })).status).toBe(201)

  const { id: exportId } = (await api.post('/me/exports')).as(asked)
  const { url } = await eventually('the export is written', async () => {
    const now = (await api.get(`/me/exports/${exportId}`)).as(written)
    return now.status === 'done' && now.download
  })
  expect(await (await fetch(url)).json()).toMatchObject({
    carts: [{ currency: 'JPY', lines: [{ sku, quantity: 1 }] }],
    groups: ['friends'],
  })

  expect((await api.post('/me/erasure', { body: { confirm: 'erase' } })).body).toMatchObject({
    status: 'erased',
  })
  await eventually('the groups are gone', async () => (await shop.machine.get(groups)).status === 404)
  expect((await api.get('/me/cart')).status).toBe(404)
  expect((await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })).status).toBe(404)
  expect((await shop.machine.put(groups, { body: { groups: ['friends'] } })).status).toBe(404)
})
