import { beforeEach, describe, expect, it, vi } from 'vitest'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { days, hours } from '#shared/clock.ts'
import { envelope } from '#shared/events.ts'
import type { CartId, CustomerId } from '#shared/ids.ts'
import { cartAbandoned, cartReminderDue, cartUpdated } from '../../contract/cart-events.ts'
import { CAUSE, openCarts, SETTINGS, TOKYO, told, wanted } from './testing.ts'

const asked = { idempotencyKey: '', requestHash: '', cause: CAUSE }
const WISH = { email: 'hanako@example.com', consent: true } as const

let shop: Awaited<ReturnType<typeof openCarts>>
let id: CartId
beforeEach(async () => {
  shop = await openCarts()
  id = told(await shop.createCart({ ...SETTINGS, lines: [wanted('BOOK', 2)] }, CAUSE)).id
})

async function pass(time: number) {
  shop.clock.time = new Date(shop.clock.time.getTime() + time)
  await shop.sweep()
}
const add = (name: string) => shop.addToCart(id, wanted(name, 1), asked)

/** What was told of carts, beside that they changed. */
const news = () =>
  shop.memory
    .all()
    .filter(({ entity }) => entity === HISTORY_ENTITY)
    .map((item) => envelope.parse(item['event']))
    .filter(({ type }) => type !== cartUpdated.type)
const newsTypes = () => news().map(({ type }) => type)

describe('a cart that is left behind', () => {
  it('is noticed once, with what is in it', async () => {
    await pass(hours(23))
    expect(news()).toEqual([])
    await pass(hours(2))
    await pass(hours(24))
    expect(news()).toMatchObject([
      {
        type: cartAbandoned.type,
        data: {
          cartId: id,
          lines: [{ sku: 'BOOK', name: 'BOOKです', quantity: 2 }],
          subtotal: { amount: 3960, currency: 'JPY' },
        },
      },
    ])
  })

  it('is not, where it was used meanwhile, and is when it is left again', async () => {
    await pass(hours(20))
    told(await add('PEN'))
    await pass(hours(20))
    expect(news()).toEqual([])
    await pass(hours(5))
    told(await add('TEA'))
    await pass(hours(23))
    expect(news()).toHaveLength(1)
    await pass(hours(2))
    expect(newsTypes()).toEqual([cartAbandoned.type, cartAbandoned.type])
  })

  it('is not, where it is empty, until somebody fills it', async () => {
    const empty = told(await shop.createCart({ ...SETTINGS, lines: [] }, CAUSE)).id
    await pass(hours(25))
    expect(news().map(({ subject }) => subject)).toEqual([id])
    told(await shop.addToCart(empty, wanted('PEN', 1), asked))
    await pass(hours(25))
    expect(news().map(({ subject }) => subject)).toEqual([id, empty])
  })

  it('is not, while an order is being made of it', async () => {
    const { id: quoteId } = told(await shop.quoteCart(id, TOKYO, CAUSE))
    shop.order(quoteId)
    shop.deps.abandonedAfter = 1
    await pass(1_000)
    expect(news()).toEqual([])
  })
})

describe('whom to mail about it', () => {
  it('is told once, until they order', async () => {
    told(await shop.askCartReminder(id, WISH, CAUSE))
    expect(told(await shop.readCart(id)).reminder).toBe(true)
    await pass(hours(25))
    const due = news().find(({ type }) => type === cartReminderDue.type)
    expect(due?.personal?.subjectId).toBe(id)
    expect(JSON.stringify(due)).not.toContain(WISH.email)
    expect(due?.personal && (await shop.deps.personal.open(due.personal, cartReminderDue.personal))).toEqual({
      email: WISH.email,
    })

    told(await add('PEN'))
    await pass(hours(25))
    expect(newsTypes().filter((type) => type === cartReminderDue.type)).toHaveLength(1)

    const { id: quoteId } = told(await shop.quoteCart(id, TOKYO, CAUSE))
    await shop.hear(quoteId, [{ sku: 'BOOK', quantity: 2 }])
    told(await add('TEA'))
    await pass(hours(25))
    expect(newsTypes().filter((type) => type === cartReminderDue.type)).toHaveLength(2)
  })

  it('opens no more when the cart is forgotten, wherever it is kept', async () => {
    told(await shop.askCartReminder(id, WISH, CAUSE))
    const left = told(await shop.createCart({ ...SETTINGS, lines: [] }, CAUSE)).id
    const erased = vi.spyOn(shop.deps.keys, 'erase')
    await pass(hours(25))
    const due = news().find(({ type }) => type === cartReminderDue.type)
    told(await shop.forgetCartReminder(id, CAUSE))
    const opened = () => due?.personal && shop.deps.personal.open(due.personal, cartReminderDue.personal)
    await pass(days(59))
    expect(await opened()).toEqual({ email: WISH.email })
    await pass(days(2))
    expect(await opened()).toBeUndefined()
    expect(erased.mock.calls).toEqual([[id]])
    expect(await shop.readCart(left)).toMatchObject({ code: 'not_found' })
  })

  it('is nobody who has not agreed, or does not any more', async () => {
    told(await shop.askCartReminder(id, WISH, CAUSE))
    told(await shop.forgetCartReminder(id, CAUSE))
    expect(told(await shop.readCart(id)).reminder).toBe(false)
    await pass(hours(25))
    expect(newsTypes()).toEqual([cartAbandoned.type])
  })

  it('is sealed under the customer’s key where it is a customer’s cart', async () => {
    const hanako = 'cus_00000000000000000000000007' as CustomerId
    const own = told(await shop.putMyCart(hanako, SETTINGS, { ifMatch: undefined, cause: CAUSE }))
    expect(own.created).toBe(true)
    const ownId = 'crt_00000000000000000000000007' as CartId
    told(await shop.addToCart(ownId, wanted('PEN', 1), asked))
    told(await shop.askCartReminder(ownId, WISH, CAUSE))
    await pass(hours(25))
    expect(news().find(({ type }) => type === cartReminderDue.type)).toMatchObject({
      personal: { subjectId: hanako },
      data: { customerId: hanako },
    })
  })
})

describe('a cart that nobody has used for long', () => {
  it('is forgotten, whole', async () => {
    told(await shop.askCartReminder(id, WISH, CAUSE))
    await pass(hours(25))
    await pass(days(59))
    expect(await shop.readCart(id)).toMatchObject({ code: 'not_found' })
    expect(shop.memory.all().filter(({ pk }) => pk.includes(id))).toEqual([])
  })

  it('stays, if it is used', async () => {
    await pass(days(59))
    told(await add('PEN'))
    await pass(days(59))
    expect(told(await shop.readCart(id)).units).toBe(3)
  })
})

describe('a link to a cart', () => {
  it('gives the cart to another device, for an hour', async () => {
    const { token, url } = told(await shop.linkCart(id))
    expect(url).toBe(`https://shop.example/cart/${token}`)
    const opened = told(await shop.openCart(token))
    expect(opened).toMatchObject({ units: 2, id: await shop.deps.tokens.issue('use', id) })
    await pass(hours(1))
    expect(await shop.openCart(token)).toMatchObject({ code: 'not_found' })
  })

  it('of a mail restores it as long as it is kept', async () => {
    await pass(days(30))
    const keptUntil = new Date(shop.clock.time.getTime() + days(30)).toISOString()
    const token = await shop.deps.tokens.issueForAct('restore', id, keptUntil)
    expect(told(await shop.openCart(token)).units).toBe(2)
    const longer = `${token.slice(0, 26)}zzzzzzz${token.slice(33)}`
    expect(await shop.openCart(longer)).toMatchObject({ code: 'not_found' })
  })

  it('shows a customer’s cart, and gives nobody the use of it', async () => {
    const hanako = 'cus_00000000000000000000000007' as CustomerId
    told(await shop.mergeCart(id, hanako, CAUSE))
    const token = await shop.deps.tokens.issueForAct('restore', id, '2027-01-01T00:00:00.000Z')
    const opened = told(await shop.openCart(token))
    expect(opened.units).toBe(2)
    expect(opened.id).toBeUndefined()
  })
})
