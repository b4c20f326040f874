import { expect, test } from 'vitest'
import { makeApi } from '#support/api.ts'
import { outputs, shop } from '#support/running.ts'
import { staffApi } from '#support/staff-sign-in.ts'

const MISSING = 'ord_00000000000000000000000000'

test('no token, a bad token, and a token without the scope', async () => {
  expect((await shop.guest.get(`/orders/${MISSING}`)).status).toBe(401)
  const forged = makeApi(outputs.apiUrl, async () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.')
  const bad = await forged.get(`/orders/${MISSING}`)
  expect([bad.status, bad.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
  const warehouse = await staffApi(outputs, 'warehouse')
  const denied = await warehouse.post(`/orders/${MISSING}/cancel`, { body: { reason: 'no right to' } })
  expect([denied.status, denied.body]).toMatchObject([403, { code: 'forbidden' }])
  expect((await warehouse.get('/stock-locations')).status).toBe(200)
})

test('a missing order, and an id that is none, look alike; so do tokens of nobody', async () => {
  const [missing, nonsense] = await Promise.all([
    shop.machine.get(`/orders/${MISSING}`),
    shop.machine.get('/orders/not-an-id'),
  ])
  const bare = (body: unknown) => ({ ...(body as object), requestId: '', detail: '' })
  expect([missing.status, nonsense.status]).toEqual([404, 404])
  expect(bare(missing.body)).toEqual(bare(nonsense.body))
  for (const token of ['nobody', `${'0'.repeat(26)}AAAAAAAAAAAAAAAAAAAAAA`]) {
    expect((await shop.guest.get(`/tracking/${token}`)).status).toBe(404)
    expect((await shop.guest.post(`/guest-orders/${token}/cancel`, { body: { reason: 'x' } })).status).toBe(
      404,
    )
  }
})
