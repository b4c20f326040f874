import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { customerKey, ownerOf } from '../adapters/customer-items.ts'
import { givenCustomerWith, HANAKO, ORDER, OTHER, REGISTRATION } from './testing-privacy.ts'

const done = { orderId: ORDER, number: 'K7WQ2M4X' }
const other = { orderId: OTHER, number: 'M4XK7WQ2' }
const open = { ...other, open: 'refund' as const }

describe('a customer who asks to be erased', () => {
  test('waits while anything of theirs is open, and keeps their data', async () => {
    const given = await givenCustomerWith([done, open])
    expect(await given.erase()).toMatchObject({ ok: true, value: { status: 'waiting', waitingFor: [open] } })
    expect(given.world).toMatchObject({ forgotten: [], removed: [] })
    expect(await given.keys.toOpen(HANAKO)).not.toBe('erased')
  })

  test('has signed in lately', async () => {
    const given = await givenCustomerWith([done])
    given.setTime('10:15:01')
    expect(await given.erase()).toMatchObject({ ok: false, code: 'sign_in_again' })
    expect(given.world).toMatchObject({ forgotten: [], removed: [] })
    await given.signIn()
    expect(await given.erase()).toMatchObject({ ok: true, value: { status: 'erased' } })
  })

  test('goes with the keys of all their orders, the account and the address', async () => {
    const given = await givenCustomerWith([done, other], [ORDER])
    const before = JSON.stringify(given.store.all())
    expect(before).toContain('ADDRESSES')
    expect(await given.erase()).toMatchObject({ ok: true, value: { status: 'erased', waitingFor: [] } })
    for (const subject of [HANAKO, ORDER, OTHER, REGISTRATION])
      expect(await given.keys.toOpen(subject)).toBe('erased')
    expect(given.world).toMatchObject({ forgotten: [ORDER, OTHER], removed: [HANAKO] })
    expect(await ownerOf(given.store, ['print'])).toBeUndefined()
    const left = given.store.all().filter(({ pk }) => pk === customerKey(HANAKO).pk)
    expect(left.map(({ sk }) => sk)).toEqual(['CONSENT#1'])
  })

  test('leaves who bought on papers that were issued, and on none that were not', async () => {
    const given = await givenCustomerWith([done, other], [ORDER])
    await given.personal.seal(`inv_${ORDER}`, 'Hanako')
    await given.erase()
    expect(await given.keys.toOpen(`inv_${ORDER}`)).not.toBe('erased')
    expect(await given.keys.toOpen(`inv_${OTHER}`)).toBe('erased')
  })

  test('is told of once, without a word of who it was', async () => {
    const given = await givenCustomerWith([done])
    await given.erase()
    await given.erase()
    const told = given.store.all().filter(({ entity }) => entity === 'history')
    expect(told).toMatchObject([
      {
        event: {
          type: 'customer.erased',
          data: { customerId: HANAKO, erasedAt: '2026-11-27T10:00:00.000Z' },
        },
      },
    ])
  })

  test('whom there is not is not found', async () => {
    const given = await givenCustomerWith([])
    await given.store.commit([{ delete: customerKey(HANAKO) }])
    expect(await given.erase()).toMatchObject({ ok: false, code: 'not_found' })
  })
})

describe('by the clock', () => {
  test('who waited is erased as soon as nothing is open', async () => {
    const given = await givenCustomerWith([open])
    await given.erase()
    await given.eraseDue()
    expect(await given.keys.toOpen(OTHER)).not.toBe('erased')
    given.world.orders = [other]
    await given.eraseDue()
    expect(await given.keys.toOpen(OTHER)).toBe('erased')
  })

  test('an order that was placed with a token of before goes too, once it is over', async () => {
    const given = await givenCustomerWith([done])
    await given.erase()
    given.world.orders = [done, open]
    given.setTime('10:11:00')
    await given.eraseDue()
    expect(await given.keys.toOpen(OTHER)).not.toBe('erased')
    given.world.orders = [done, other]
    given.setTime('12:00:00')
    await given.eraseDue()
    expect(await given.keys.toOpen(OTHER)).toBe('erased')
    given.world.forgotten = []
    await given.eraseDue()
    expect(given.world.forgotten).toEqual([])
  })

  test('what broke off is done again from its beginning', async () => {
    const given = await givenCustomerWith([open])
    await given.erase()
    given.world.orders = [other]
    for (const fails of ['pool', 'orders']) {
      given.world.fails = fails
      await expect(given.eraseDue()).rejects.toThrow(`${fails} is down`)
      expect(await given.keys.toOpen(HANAKO)).not.toBe('erased')
    }
    given.world.fails = ''
    await given.eraseDue()
    expect(await given.keys.toOpen(HANAKO)).toBe('erased')
  })
})

test('nothing of an erased customer opens that was sealed before', async () => {
  const given = await givenCustomerWith([done])
  const box = await given.personal.seal(HANAKO, 'Hanako')
  expect(await given.personal.open(box, z.string())).toBe('Hanako')
  await given.erase()
  expect(await given.personal.open(box, z.string())).toBeUndefined()
})
