import { describe, expect, it } from 'vitest'
import { currency, of } from '#shared/money.ts'
import { givenPayments, JPY, ORDER } from '#support/payments-world.ts'

const STORE = { kind: 'delayed', method: 'store' } as const
const INVOICE = { kind: 'offline', method: 'invoice' } as const

async function givenReference() {
  const world = givenPayments()
  const { payment } = await world.pay(STORE)
  return { world, reference: payment.reference ?? '' }
}

async function givenInvoice() {
  const world = givenPayments()
  await world.pay(INVOICE)
  return world
}

describe('money for a delayed payment', () => {
  it('pays when it is exact, whoever tells it', async () => {
    const { world, reference } = await givenReference()
    expect(await world.receivedFor(reference, 3_300)).toMatchObject({
      ok: true,
      value: {
        orderId: ORDER,
        kind: 'delayed',
        status: 'captured',
        authorized: of(3_300, JPY),
        captured: of(3_300, JPY),
        received: of(3_300, JPY),
        unapplied: of(0, JPY),
      },
    })
    expect(world.events()).toEqual(['payment.action_required', 'payment.authorized', 'payment.captured'])
    expect(await world.pay(STORE)).toMatchObject({ outcome: 'authorized', payment: { status: 'captured' } })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(await world.broken()).toEqual([])
  })

  it('waits where it is short, and tells a person; the rest completes it', async () => {
    const { world } = await givenReference()
    expect(await world.received(3_000)).toMatchObject({
      value: { status: 'requires_action', received: of(3_000, JPY), unapplied: of(3_000, JPY) },
    })
    expect(world.attention()).toEqual(['money_short'])
    expect(world.events()).toContain('payment.received')
    expect(await world.received(300)).toMatchObject({ value: { status: 'captured', unapplied: of(0, JPY) } })
    expect(await world.broken()).toEqual([])
  })

  it('pays where it is too much, and tells a person of what is over', async () => {
    const { world } = await givenReference()
    expect(await world.received(4_000)).toMatchObject({
      value: { status: 'captured', captured: of(3_300, JPY), unapplied: of(700, JPY) },
    })
    expect(world.attention()).toEqual(['money_over'])
    expect(await world.broken()).toEqual([])
  })

  it('that comes twice is kept for a person', async () => {
    const { world, reference } = await givenReference()
    await world.receivedFor(reference, 3_300)
    expect(await world.receivedFor(reference, 3_300)).toMatchObject({
      value: { captured: of(3_300, JPY), received: of(6_600, JPY), unapplied: of(3_300, JPY) },
    })
    expect(world.attention()).toEqual(['money_double'])
    expect(await world.broken()).toEqual([])
  })

  it('that comes after the order has ended is kept for a person', async () => {
    const { world, reference } = await givenReference()
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'voided' } })
    expect(await world.receivedFor(reference, 3_300)).toMatchObject({
      value: { status: 'voided', captured: of(0, JPY), unapplied: of(3_300, JPY) },
    })
    expect(world.attention()).toEqual(['money_late'])
    expect(await world.broken()).toEqual([])
  })

  it('that comes for a reference which was left for a card changes nothing of the card', async () => {
    const { world, reference } = await givenReference()
    await world.authorize()
    expect(await world.receivedFor(reference, 3_300)).toMatchObject({
      value: { kind: 'card', status: 'authorized', unapplied: of(3_300, JPY) },
    })
    expect(world.attention()).toEqual(['money_late'])
    expect(await world.returned(3_300)).toMatchObject({ value: { unapplied: of(0, JPY) } })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(await world.broken()).toEqual([])
  })

  it('of which some came is a person’s where another way is chosen, or the order ends', async () => {
    for (const leave of ['card', 'end'] as const) {
      const { world } = await givenReference()
      await world.received(1_000)
      if (leave === 'card') expect(await world.authorize()).toMatchObject({ outcome: 'authorized' })
      else expect(await world.void()).toMatchObject({ outcome: 'captured', payment: { status: 'voided' } })
      expect(world.attention()).toEqual(['money_short', 'money_unused'])
      expect(await world.broken()).toEqual([])
    }
  })
})

describe('money for an offline payment', () => {
  it('pays when all of it has come, in as many parts as it comes', async () => {
    const world = await givenInvoice()
    await world.received(1_300)
    expect(await world.payment()).toMatchObject({ status: 'pending', received: 1_300 })
    await world.received(2_000)
    expect(await world.payment()).toMatchObject({ status: 'captured', captured: 3_300 })
    expect(world.attention()).toEqual([])
    expect(await world.broken()).toEqual([])
  })

  it('is enough where less is due when goods have come', async () => {
    const world = await givenInvoice()
    await world.received(2_000)
    expect(await world.capture(2_000)).toMatchObject({
      outcome: 'not_due',
      payment: { status: 'captured', captured: 2_000 },
    })
    expect(await world.capture(2_000)).toMatchObject({ outcome: 'not_due' })
    expect(world.events().filter((type) => type === 'payment.captured')).toHaveLength(1)
    expect(await world.broken()).toEqual([])
  })

  it('is due as the goods that have come, when it comes later', async () => {
    const world = await givenInvoice()
    expect(await world.capture(2_000)).toMatchObject({ outcome: 'not_due', payment: { status: 'pending' } })
    expect(await world.received(2_000)).toMatchObject({ value: { status: 'captured' } })
  })
})

describe('recording money', () => {
  it('is done once per transaction, whatever key it comes with', async () => {
    const { world, reference } = await givenReference()
    const once = { transactionId: 'bank-77' }
    const first = await world.received(3_300, once)
    expect(await world.received(3_300, once)).toEqual(first)
    expect(await world.receivedFor(reference, 3_300, once)).toEqual(first)
    expect(world.attention()).toEqual([])
  })

  it('is done once where it is told many times at once', async () => {
    const { world } = await givenReference()
    const once = { transactionId: 'bank-77', idempotencyKey: 'one-key', requestHash: 'same' }
    const all = await Promise.all(Array.from({ length: 8 }, () => world.received(3_300, once)))
    expect(all.every(({ ok }) => ok)).toBe(true)
    expect(await world.payment()).toMatchObject({ received: 3_300, captured: 3_300 })
    expect(await world.broken()).toEqual([])
  })

  it('loses nothing where two transactions race', async () => {
    const { world } = await givenReference()
    await Promise.all([world.received(3_300), world.received(3_300)])
    expect(await world.payment()).toMatchObject({ received: 6_600, captured: 3_300, unapplied: 3_300 })
    expect(world.attention()).toEqual(['money_double'])
  })

  it('counts money that races with the end of its order', async () => {
    const { world, reference } = await givenReference()
    const [, { outcome }] = await Promise.all([world.receivedFor(reference, 3_300), world.void()])
    const payment = await world.payment()
    expect(payment).toMatchObject({ received: 3_300, closed: {} })
    expect(payment?.captured === 3_300 ? outcome : world.attention()).toEqual(
      payment?.captured === 3_300 ? 'captured' : ['money_late'],
    )
    expect(await world.broken()).toEqual([])
  })

  it.each([
    ['another amount under the same transaction', 300, { transactionId: 'bank-1' }, 'conflict'],
    ['another request under the same key', 300, { idempotencyKey: 'key-1' }, 'idempotency_key_reused'],
    ['another currency', 300, { amount: of(300, currency.parse('USD')) }, 'impossible'],
  ])('refuses %s, and writes nothing', async (_, amount, changes, code) => {
    const { world } = await givenReference()
    await world.received(3_000, { transactionId: 'bank-1', idempotencyKey: 'key-1' })
    const before = world.store.all()
    expect(await world.received(amount, changes)).toMatchObject({ ok: false, code })
    expect(world.store.all()).toEqual(before)
  })

  it('refuses money for a card, for nothing, and for what was not chosen', async () => {
    const world = givenPayments()
    expect(await world.received(1)).toMatchObject({ code: 'not_found' })
    await world.pay({ kind: 'link' })
    expect(await world.received(1)).toMatchObject({ code: 'not_payable' })
    await world.authorize()
    expect(await world.received(1)).toMatchObject({ code: 'not_payable' })
    const free = givenPayments()
    await free.pay({ kind: 'none' }, 0)
    expect(await free.received(1)).toMatchObject({ code: 'not_payable' })
  })

  it('finds no order by a reference that was mistyped', async () => {
    const { world, reference } = await givenReference()
    const mistyped = `${(Number(reference[0]) + 1) % 10}${reference.slice(1)}`
    expect(await world.receivedFor(mistyped, 3_300)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it('keeps a note sealed, and shows it to who may read payments', async () => {
    const world = await givenInvoice()
    await world.received(3_300, { note: 'from Ms. Sato' })
    expect(JSON.stringify(world.store.all())).not.toContain('Sato')
    expect(await world.read()).toMatchObject({
      value: { transactions: [{ direction: 'received', amount: of(3_300, JPY), note: 'from Ms. Sato' }] },
    })
  })
})

describe('money that was given back by hand', () => {
  it('is taken from what was too much first, then from what was captured', async () => {
    const world = await givenInvoice()
    await world.received(4_000)
    expect(await world.returned(1_000)).toMatchObject({
      value: { status: 'partially_refunded', refunded: of(300, JPY), unapplied: of(0, JPY) },
    })
    expect(await world.returned(3_000)).toMatchObject({ value: { status: 'refunded' } })
    expect(world.events().filter((type) => type === 'payment.refunded')).toHaveLength(2)
    expect(await world.broken()).toEqual([])
  })

  it('is never more than came', async () => {
    const world = await givenInvoice()
    await world.received(3_300)
    const before = world.store.all()
    expect(await world.returned(3_301)).toMatchObject({ ok: false, code: 'not_refundable' })
    expect(world.store.all()).toEqual(before)
    const both = await Promise.all([world.returned(2_000), world.returned(2_000)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await world.broken()).toEqual([])
  })

  it('is no way around the gateway', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    expect(await world.returned(1)).toMatchObject({ ok: false, code: 'not_refundable' })
  })

  it('settles what a void could not give back', async () => {
    const world = await givenInvoice()
    await world.received(3_300)
    expect(await world.void()).toMatchObject({ outcome: 'captured', payment: { captured: 3_300 } })
    await world.returned(3_300)
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'refunded' } })
  })
})
