import { describe, expect, it } from 'vitest'
import { makeIds } from '#shared/ids.ts'
import { DECLINED_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import { givenPayments } from '#support/payments-world.ts'

let born = 0
const ids = makeIds(() => String(++born).padStart(26, '0'))
const [HANAKO, TARO] = [ids.customer(), ids.customer()]
const saved = (paymentMethodId: string, savedBy = HANAKO) =>
  ({ kind: 'card', paymentMethodId, savedBy }) as const

const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id)
const defaultOf = ({ items }: { items: readonly { id: string; isDefault: boolean }[] }) =>
  items.filter(({ isDefault }) => isDefault).map(({ id }) => id)

describe('saving cards', () => {
  it('keeps the name of the customer at the gateway, and nothing of a card', async () => {
    const world = givenPayments()
    await world.saved(HANAKO, 'pm_hanako')
    expect(world.store.all().filter(({ entity }) => entity === 'wallet')).toEqual([
      {
        ...{ pk: `WALLET#${HANAKO}`, sk: 'HEADER', entity: 'wallet' },
        ...{ customerId: HANAKO, gatewayCustomer: 'cus_at_gateway_1' },
      },
    ])
  })

  it('lists what the gateway has, the newest first and offered first', async () => {
    const world = givenPayments()
    expect(await world.listSaved(HANAKO)).toEqual({ items: [], nextCursor: null })
    await world.saved(HANAKO, 'pm_old')
    await world.saved(HANAKO, 'pm_new')
    await world.saved(TARO, 'pm_taro')
    const list = await world.listSaved(HANAKO)
    expect(idsOf(list)).toEqual(['pm_new', 'pm_old'])
    expect(defaultOf(list)).toEqual(['pm_new'])
    expect(list.items[0]).toMatchObject({ kind: 'card', brand: 'visa', last4: '4242' })
  })

  it('offers the card first that its customer chose, until it is removed', async () => {
    const world = givenPayments()
    for (const card of ['pm_old', 'pm_new']) await world.saved(HANAKO, card)
    expect(await world.chooseDefault(HANAKO, 'pm_old')).toMatchObject({
      ok: true,
      value: { id: 'pm_old', isDefault: true },
    })
    expect(defaultOf(await world.listSaved(HANAKO))).toEqual(['pm_old'])
    expect(await world.removeSaved(HANAKO, 'pm_old')).toMatchObject({ ok: true })
    expect(await world.listSaved(HANAKO)).toMatchObject({ items: [{ id: 'pm_new', isDefault: true }] })
  })

  it('knows nothing of the card of somebody else, or of one that was removed', async () => {
    const world = givenPayments()
    for (const [who, card] of [
      [HANAKO, 'pm_hanako'],
      [TARO, 'pm_taro'],
    ] as const)
      await world.saved(who, card)
    const missing = { ok: false, code: 'not_found' }
    for (const card of ['pm_taro', 'pm_nobody']) {
      expect(await world.chooseDefault(HANAKO, card)).toMatchObject(missing)
      expect(await world.removeSaved(HANAKO, card)).toMatchObject(missing)
    }
    expect(idsOf(await world.listSaved(TARO))).toEqual(['pm_taro'])
    expect(await world.removeSaved(HANAKO, 'pm_hanako')).toMatchObject({ ok: true })
    expect(await world.removeSaved(HANAKO, 'pm_hanako')).toMatchObject(missing)
  })

  it('is not begun more than ten times an hour, by one customer', async () => {
    const world = givenPayments()
    for (let begun = 0; begun < 10; begun += 1) expect(await world.save(HANAKO)).toMatchObject({ ok: true })
    const refused = await world.save(HANAKO)
    if (refused.ok) throw new Error('an eleventh was begun')
    const { code, retryAfter = 0 } = refused
    expect(code).toBe('too_many_attempts')
    expect(Number.isInteger(retryAfter)).toBe(true)
    world.pass((retryAfter - 1) * 1_000)
    expect(await world.save(HANAKO)).toMatchObject({ ok: false, retryAfter: 1 })
    expect(await world.save(TARO)).toMatchObject({ ok: true })
    world.pass(1_000)
    expect(await world.save(HANAKO)).toMatchObject({ ok: true })
  })

  it('ends at twenty cards', async () => {
    const world = givenPayments()
    for (let cards = 0; cards < 20; cards += 1) {
      await world.saved(HANAKO, `pm_${cards}`)
      world.pass(3_600_000)
    }
    expect(await world.save(HANAKO)).toMatchObject({ ok: false, code: 'impossible' })
  })

  it('is forgotten with its customer, here and at the gateway', async () => {
    const world = givenPayments()
    await world.saved(HANAKO, 'pm_hanako')
    for (let times = 0; times < 2; times += 1) await world.forget(HANAKO)
    expect(await world.listSaved(HANAKO)).toMatchObject({ items: [] })
    expect(await world.pay(saved('pm_hanako'))).toMatchObject({ outcome: 'declined' })
    expect(world.gateway.payments()).toEqual([])
    expect(JSON.stringify(world.store.all())).not.toContain('cus_at_gateway')
  })

  it.each([
    ['who had saved a card', true],
    ['who had saved none', false],
  ])('is begun no more for a customer who is erased, %s', async (_, had) => {
    const world = givenPayments()
    if (had) await world.saved(HANAKO, 'pm_hanako')
    await world.forget(HANAKO)
    expect(await world.save(HANAKO)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await world.listSaved(HANAKO)).toMatchObject({ items: [] })
  })
})

describe('paying with a saved card', () => {
  it('holds the money for the customer who saved it', async () => {
    const world = givenPayments()
    await world.saved(HANAKO, 'pm_hanako')
    expect(await world.pay(saved('pm_hanako'))).toMatchObject({ outcome: 'authorized' })
    expect(await world.broken()).toEqual([])
  })

  it.each([
    [SECURE_CARD, 'requires_action'],
    [DECLINED_CARD, 'declined'],
  ])('is answered as a new card would be: %s', async (card, outcome) => {
    const world = givenPayments()
    await world.saved(HANAKO, card)
    expect(await world.pay(saved(card))).toMatchObject({ outcome })
  })

  it('is declined for the card of somebody else, whichever way it is named', async () => {
    const world = givenPayments()
    await world.saved(HANAKO, 'pm_hanako')
    await world.saved(TARO, 'pm_taro')
    expect(await world.pay(saved('pm_taro'))).toMatchObject({ outcome: 'declined' })
    expect(await world.pay({ kind: 'card', paymentMethodId: 'pm_taro' })).toMatchObject({
      outcome: 'declined',
    })
    expect(world.gateway.payments()).toEqual([])
    expect(await world.pay(saved('pm_hanako'))).toMatchObject({ outcome: 'authorized' })
  })

  it('asks nobody where the customer has saved no card at all, and another way may follow', async () => {
    const world = givenPayments()
    const answer = await world.pay(saved('pm_nobody'))
    expect(answer).toMatchObject({ outcome: 'declined', payment: { gatewayCode: 'nothing_saved' } })
    expect(world.gateway.payments()).toEqual([])
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized' })
    expect(await world.broken()).toEqual([])
  })

  it('is declined once the card was removed', async () => {
    const world = givenPayments()
    await world.saved(HANAKO, 'pm_hanako')
    await world.removeSaved(HANAKO, 'pm_hanako')
    expect(await world.pay(saved('pm_hanako'))).toMatchObject({ outcome: 'declined' })
  })

  it('renews an authorization with the same card, and with another one that was saved', async () => {
    const world = givenPayments()
    for (const card of ['pm_one', 'pm_two']) await world.saved(HANAKO, card)
    await world.pay({ ...saved('pm_one'), renewable: true })
    world.pass(6 * 86_400_000)
    expect(await world.renew()).toMatchObject({ outcome: 'renewed' })
    expect((await world.payment())?.attempt).toMatchObject({ savedBy: HANAKO, paymentMethodId: 'pm_one' })
    world.pass(6 * 86_400_000)
    expect(await world.renew(3_300, undefined, saved('pm_two'))).toMatchObject({ outcome: 'renewed' })
    expect(await world.broken()).toEqual([])
  })

  it('renews nothing with a card of somebody who saved none', async () => {
    const world = givenPayments()
    await world.authorize()
    expect(await world.renew(3_300, undefined, saved('pm_nobody'))).toMatchObject({ outcome: 'not_renewed' })
    expect(await world.payment()).toMatchObject({ status: 'authorized' })
  })
})
