import { describe, expect, it } from 'vitest'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Store } from '#shared/store/store.ts'
import { makeWorld, ORDER, orderIdAt, SELLER, shopIn, toldOf } from '../testing.ts'

const shop = shopIn('ja')
const told = toldOf(shop)
const TEA = { sku: 'SKU-2', name: '緑茶 煎茶 100g', quantity: 3, amount: told.money(3_240) }
const TEA_TAX = [
  { name: '消費税（軽減税率）', rate: '0.08', base: told.money(3_240), amount: told.money(240) },
]
const teaBack = (refundId = 'refund-1') =>
  told.refunded(refundId, { amount: 3_240, lines: [TEA], taxLines: TEA_TAX })

async function givenConfirmed() {
  const world = makeWorld()
  await world.keep.confirmed(told.confirmed())
  return world
}

/** 1, 2, 3, ... */
const placesOf = (numbers: readonly (string | undefined)[]) =>
  numbers.map((number) => Number(number?.split('-')[2])).toSorted((a, b) => a - b)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('an invoice', () => {
  it('is issued when the order is completed, of what was charged, with the seller as it is then', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    expect(await world.papers()).toMatchObject([
      {
        ...{
          kind: 'invoice',
          number: 'INV-2026-000001',
          orderNumber: 'K7WQ2M4X',
          total: 12_370,
          paid: 12_370,
        },
        ...{ issuedOn: '2026-11-27', suppliedOn: '2026-11-27', seller: SELLER, keepUntil: '2035-02-28' },
      },
    ])
    const [issued] = world.memory.all().filter((item) => item['entity'] === 'history')
    expect(issued?.['event']).toMatchObject({
      type: 'document.issued',
      data: { orderId: ORDER, kind: 'invoice', number: 'INV-2026-000001', total: told.money(12_370) },
    })
  })

  it('is issued once, however often the event comes', async () => {
    const world = await givenConfirmed()
    await Promise.all(upTo(10).map(() => world.issue.completed(told.completed())))
    expect(await world.papers()).toHaveLength(1)
  })

  it('leaves out what was cancelled before the capture', async () => {
    const world = await givenConfirmed()
    await world.keep.linesCancelled(told.cancelled(1, [[2, 3]], 9_130))
    const cancelled = [{ sku: 'SKU-2', name: TEA.name, quantity: 3 }]
    await world.issue.completed(told.completed({ captured: 9_130, cancelled, due: told.money(9_130) }))
    const [invoice] = await world.papers()
    expect(invoice?.lines.map(({ sku }) => sku)).toEqual(['SKU-1', 'SKU-3'])
    expect(invoice).toMatchObject({ total: 9_130, rest: 0, taxLines: [{ base: 9_130, amount: 830 }] })
  })

  it('waits for a cancellation that the completed order names', async () => {
    const world = await givenConfirmed()
    const completed = told.completed({
      captured: 9_130,
      cancelled: [{ sku: 'SKU-2', name: TEA.name, quantity: 3 }],
    })
    await expect(world.issue.completed(completed)).rejects.toThrow('before a cancellation of SKU-2')
    await world.keep.linesCancelled(told.cancelled(1, [[2, 3]], 9_130))
    await world.issue.completed(completed)
    expect(await world.papers()).toHaveLength(1)
  })

  it('waits for the confirmation of its order', async () => {
    await expect(makeWorld().issue.completed(told.completed())).rejects.toThrow('before its confirmation')
  })

  it('is not issued where nothing was charged', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed({ captured: 0 }))
    expect(await world.papers()).toEqual([])
  })

  it('is of the price of the order where its payer sent more', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed({ captured: 20_000, paymentKind: 'delayed' }))
    expect(await world.papers()).toMatchObject([{ total: 12_370, paid: 12_370, rest: 0 }])
  })

  it('asks for what is due of an order that is paid by invoice', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed({ captured: 0, paymentKind: 'offline' }))
    expect(await world.papers()).toMatchObject([{ total: 12_370, paid: 0 }])
  })

  it('has the address as it was corrected; an older one never comes back', async () => {
    const world = await givenConfirmed()
    await world.keep.addressCorrected(told.addressCorrected('銀座4-1', 7))
    await world.keep.addressCorrected(told.addressCorrected('渋谷1-1', 6))
    await world.issue.completed(told.completed())
    const { items } = await world.archive.list(ORDER, { limit: 20 })
    const paper = items[0] && (await world.archive.find(items[0].id))
    expect(paper?.buyer?.shippingAddress?.line1).toBe('銀座4-1')
  })

  it('has a later correction that came before the confirmation, and not an earlier one', async () => {
    for (const [sequence, line1] of [
      [7, '銀座4-1'],
      [1, '西新宿2-8-1'],
    ] as const) {
      const world = makeWorld()
      await world.keep.addressCorrected(told.addressCorrected('銀座4-1', sequence))
      await world.keep.confirmed(told.confirmed())
      await world.issue.completed(told.completed())
      const { items } = await world.archive.list(ORDER, { limit: 20 })
      const paper = items[0] && (await world.archive.find(items[0].id))
      expect(paper?.buyer?.shippingAddress?.line1).toBe(line1)
    }
  })
})

describe('a credit note', () => {
  it('names the invoice, and has the lines and taxes of the refund', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    await world.issue.refunded(teaBack())
    const [, note] = await world.papers()
    expect(note).toMatchObject({
      ...{ kind: 'credit_note', number: 'CN-2026-000001', total: 3_240, rest: 0 },
      corrects: { number: 'INV-2026-000001', issuedOn: '2026-11-27' },
      lines: [{ sku: 'SKU-2', quantity: 3, amount: 3_240, rate: '0.08' }],
      taxLines: [{ rate: '0.08', base: 3_240, amount: 240 }],
    })
  })

  it('is one per refund, however often its event comes', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    for (const refund of ['a', 'b', 'a', 'b']) await world.issue.refunded(teaBack(refund))
    expect((await world.papers()).map((paper) => paper?.number)).toEqual([
      'INV-2026-000001',
      'CN-2026-000001',
      'CN-2026-000002',
    ])
  })

  it.each([
    ['after', true],
    ['before', false],
  ])('is taken back once where the bank sends the money back, heard of %s it was given', async (_, after) => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    if (after) await world.issue.refunded(teaBack())
    await world.issue.refundSettled(told.refundSettled('refund-1', 'failed'))
    await world.issue.refunded(teaBack())
    await world.issue.refundSettled(told.refundSettled('refund-1', 'failed'))
    const [, note, reversal, ...others] = await world.papers()
    expect(reversal).toMatchObject({
      ...{ kind: 'reversal', number: 'RV-2026-000001', total: 3_240, lines: note?.lines },
      corrects: { number: 'CN-2026-000001', issuedOn: '2026-11-27' },
    })
    expect(others).toEqual([])
  })

  it('stays where the money arrived, and nothing is issued where it never left', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    await world.issue.refunded(teaBack())
    await world.issue.refundSettled(told.refundSettled('refund-1', 'succeeded'))
    await world.issue.refundSettled(told.refundSettled('refund-2', 'failed'))
    expect((await world.papers()).map((paper) => paper?.kind)).toEqual(['invoice', 'credit_note'])
  })

  it('of money alone is a reduction of the price', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    await world.issue.refunded(told.refunded('r', { amount: 500 }))
    expect((await world.papers())[1]).toMatchObject({ lines: [], rest: 500, total: 500 })
  })

  it('before the order is completed has the invoice issued first, of what was captured', async () => {
    const world = await givenConfirmed()
    await world.keep.captured(told.captured(12_370))
    await world.issue.refunded(teaBack())
    await world.issue.completed(told.completed())
    const papers = await world.papers()
    expect(papers.map((paper) => [paper?.kind, paper?.total])).toEqual([
      ['invoice', 12_370],
      ['credit_note', 3_240],
    ])
    expect(papers[0]?.suppliedOn).toBe('2026-11-24')
  })

  it('waits for the news that something was captured', async () => {
    const world = await givenConfirmed()
    await world.keep.captured(told.captured(0))
    await expect(world.issue.refunded(teaBack())).rejects.toThrow('before its capture')
    expect(await world.papers()).toEqual([])
  })
})

describe('numbers have no gap and no double', () => {
  /** A world with fifty confirmed orders on a store. */
  async function givenFifty(store: Store = makeMemoryStore()) {
    const world = makeWorld({ store })
    const orders = upTo(50).map((place) => ({ id: orderIdAt(place), of: toldOf(shop, orderIdAt(place)) }))
    for (const { of } of orders) await world.keep.confirmed(of.confirmed())
    const numbers = async () =>
      placesOf(
        (await Promise.all(orders.map(({ id }) => world.papers(id)))).flat().map((paper) => paper?.number),
      )
    return { world, orders, numbers }
  }

  it('when fifty orders are completed at once, each told twice', { timeout: 30_000 }, async () => {
    const { world, orders, numbers } = await givenFifty()
    await Promise.all([...orders, ...orders].map(({ of }) => world.issue.completed(of.completed())))
    expect(await numbers()).toEqual(upTo(50))
  })

  it.each([
    ['before', false],
    ['after', true],
  ])('when every third write breaks off %s it is done', { timeout: 30_000 }, async (_, done) => {
    const memory = makeMemoryStore()
    let writes = 0
    const { world, orders, numbers } = await givenFifty({
      ...memory,
      async commit(what) {
        const isPaper = what.length > 2
        if (isPaper) writes += 1
        if (!isPaper || writes % 3 > 0) return memory.commit(what)
        if (done) await memory.commit(what)
        throw new Error('the connection is gone')
      },
    })
    let left = orders
    while (left.length > 0) {
      const ends = await Promise.allSettled(left.map(({ of }) => world.issue.completed(of.completed())))
      left = left.filter((_order, index) => ends[index]?.status === 'rejected')
    }
    expect(await numbers()).toEqual(upTo(50))
  })

  it('and begin again with the year of the seller’s calendar', async () => {
    const world = makeWorld()
    for (const [place, at] of [
      [1, '2026-12-31T14:59:59Z'],
      [2, '2026-12-31T15:00:00Z'],
    ] as const) {
      const { confirmed, completed } = toldOf(shop, orderIdAt(place))
      world.setTime(at)
      await world.keep.confirmed(confirmed())
      await world.issue.completed(completed())
    }
    const papers = [await world.papers(orderIdAt(1)), await world.papers(orderIdAt(2))].flat()
    expect(papers.map((paper) => paper?.number)).toEqual(['INV-2026-000001', 'INV-2027-000001'])
  })
})

describe('personal data', () => {
  it('is sealed for the papers themselves, and in no event', async () => {
    const world = await givenConfirmed()
    await world.issue.completed(told.completed())
    const kept = JSON.stringify(world.memory.all())
    for (const readable of ['髙橋', '西新宿', 'buyer@example.com']) expect(kept).not.toContain(readable)
    expect(kept).toContain(`"subjectId":"inv_${ORDER}"`)
  })
})
