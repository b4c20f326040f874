import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { givenCustomer, register, trySignIn } from '#support/customer.ts'
import { shop } from '#support/running.ts'
import { problem } from '#support/shapes.ts'
import { unique } from '#support/shop.ts'

const me = z.object({ id: z.string(), email: z.string(), name: z.string(), locale: z.string() })

describe('a customer', () => {
  it('registers by a code that is mailed, signs in by SRP, and reads and changes who they are', async () => {
    const customer = await givenCustomer(shop)
    const read = await customer.api.get('/me')
    expect(read.as(me)).toEqual({
      ...{ id: customer.id, email: customer.email, name: '山田 花子', locale: 'ja' },
    })
    const body = { name: 'Hanako Yamada', phone: '+81312345678', locale: 'en', currency: 'JPY' }
    expect((await customer.api.put('/me', { body })).status).toBe(428)
    const etag = read.headers.get('etag') ?? ''
    const changed = await customer.api.put('/me', { body, headers: { 'if-match': etag } })
    expect(changed.body).toMatchObject({ ...body, email: customer.email, version: 2 })
  })

  it('is not signed in by a wrong password, and hears the same as somebody who has no account', async () => {
    const { email } = await givenCustomer(shop)
    const wrong = await trySignIn(shop, { email, password: 'Another-Horse-43' })
    const nobody = { email: `${unique('nobody')}@example.com`, password: 'Another-Horse-43' }
    const unknown = await trySignIn(shop, nobody)
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const told = [wrong, unknown].map(({ body }) => ({ ...problem.parse(body), requestId: '' }))
    expect(told[0]).toEqual(told[1])
  })

  it('reaches nothing that is the staff’s, and the staff nothing that is a customer’s', async () => {
    const { api } = await givenCustomer(shop)
    expect((await api.get('/orders')).status).toBe(403)
    expect((await shop.machine.get('/me')).status).toBe(403)
    expect((await shop.guest.get('/me')).status).toBe(401)
  })

  it('registers with an address that is taken, and the answer does not tell', async () => {
    const { email } = await givenCustomer(shop)
    const again = await register(shop, { email, name: 'Somebody', locale: 'en' })
    expect(again.status).toBe(201)
    expect(Object.keys(z.record(z.string(), z.string()).parse(again.body))).toEqual(['id', 'expiresAt'])
  })
})
