import { describe, expect, it } from 'vitest'
import { customerErased } from '#contexts/customers/contract/events.ts'
import { customerId } from '#shared/ids.ts'
import { CAUSE, openCarts, SETTINGS, told, wanted } from './carts/testing.ts'
import { makePutCustomerGroups } from './customer-groups.ts'
import { makeForgetCustomer } from './forget-customer.ts'
import { makeTellCheckoutHeld } from './tell-held.ts'
import { received } from './testing.ts'

const HANAKO = customerId.parse(`cus_${'1'.repeat(26)}`)
const TARO = customerId.parse(`cus_${'2'.repeat(26)}`)

/** Two customers with carts and groups, of whom one is to be erased. */
async function givenCustomers() {
  const carts = await openCarts()
  const putGroups = makePutCustomerGroups(carts.deps)
  for (const customer of [HANAKO, TARO]) {
    const guests = told(await carts.createCart({ ...SETTINGS, lines: [wanted('BOOK', 2)] }, CAUSE))
    told(await carts.mergeCart(guests.id, customer, CAUSE))
    told(await putGroups({ customerId: customer, groups: ['staff'], ifMatch: undefined }, CAUSE))
  }
  const tell = makeTellCheckoutHeld(carts.deps)
  return {
    ...carts,
    putGroups,
    held: (customer: typeof HANAKO) => tell({ customerId: customer, orderIds: [], ofCustomer: true }),
    forget: () =>
      makeForgetCustomer(carts.deps)(
        received(customerErased, { customerId: HANAKO, erasedAt: '2026-11-27T10:00:00.000Z' }),
      ),
  }
}

describe('a customer who is erased', () => {
  it('has no cart and no groups any more, also where that is heard twice; others keep theirs', async () => {
    const given = await givenCustomers()
    const kept = await given.held(TARO)
    const others = given.memory.all().filter(({ pk }) => !pk.includes(HANAKO.slice(4)))
    await given.forget()
    await given.forget()
    expect(await given.held(HANAKO)).toEqual({})
    expect(await given.held(TARO)).toEqual(kept)
    expect(given.memory.all().filter(({ pk }) => !pk.includes(HANAKO.slice(4)))).toEqual(others)
    expect(given.memory.all().filter(({ pk }) => pk.includes(HANAKO.slice(4)))).toMatchObject([
      { pk: `ERASED#${HANAKO}` },
    ])
  })

  it('gets neither again by what is still under way', async () => {
    const given = await givenCustomers()
    await given.forget()
    const seen = { ifMatch: undefined, cause: CAUSE }
    expect(await given.putMyCart(HANAKO, SETTINGS, seen)).toMatchObject({ ok: false, code: 'not_found' })
    const guests = told(await given.createCart({ ...SETTINGS, lines: [wanted('PEN', 1)] }, CAUSE))
    expect(await given.mergeCart(guests.id, HANAKO, CAUSE)).toMatchObject({ ok: false, code: 'not_found' })
    const groups = { customerId: HANAKO, groups: ['staff'], ifMatch: undefined }
    expect(await given.putGroups(groups, CAUSE)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await given.held(HANAKO)).toEqual({})
  })
})

it('a customer is told of their cart and groups, where what is theirs alone is asked for', async () => {
  const given = await givenCustomers()
  expect(await given.held(HANAKO)).toMatchObject({
    carts: [{ currency: 'JPY', lines: [{ sku: 'BOOK', quantity: 2 }] }],
    groups: ['staff'],
  })
  const ofOrders = { customerId: HANAKO, orderIds: [] }
  expect(await makeTellCheckoutHeld(given.deps)(ofOrders)).toEqual({})
})
