import { beforeEach, describe, expect, it } from 'vitest'
import { documentId } from '../contract/types.ts'
import { FULFILLMENT, makeWorld, ORDER, orderIdAt, shopIn, toldOf } from '../testing.ts'

const told = toldOf(shopIn('ja'))
const UNKNOWN = documentId.parse(`doc_${'9'.repeat(26)}`)

let world: ReturnType<typeof makeWorld>
beforeEach(async () => {
  world = makeWorld()
  await world.keep.confirmed(told.confirmed())
  await world.issue.completed(told.completed())
})

const invoice = async () => (await world.archive.list(ORDER, { limit: 1 })).items[0]?.id ?? UNKNOWN

describe('printing a document', () => {
  it('has all that a qualified invoice of Japan asks for', async () => {
    expect(await world.print(await invoice())).toMatchObject({ ok: true, value: { name: 'INV-2026-000001' } })
    const [sheet] = world.drawn
    expect(sheet).toMatchObject({
      title: '請求書兼領収書',
      parties: [
        { lines: ['髙橋 花子 様', '〒163-8001', '東京都新宿区西新宿2-8-1'] },
        { lines: expect.arrayContaining(['Cartwright', '登録番号: T1234567890123']) },
      ],
      breakdown: {
        rows: [
          ['消費税 10%', '￥9,130', '￥830'],
          ['消費税（軽減税率） 8%', '￥3,240', '￥240'],
        ],
      },
      notes: ['※は軽減税率（8%）の対象です。'],
    })
    expect(sheet?.facts).toContainEqual({ label: '取引日', value: '2026年11月27日' })
    expect(sheet?.table.rows[1]).toEqual(['緑茶 煎茶 100g', '※ 8%', '3', '￥1,080', '￥3,240'])
  })

  it('comes to the same whenever it is done', async () => {
    await world.print(await invoice())
    world.setTime('2031-01-01T00:00:00Z')
    await world.print(await invoice())
    expect(world.drawn[1]).toEqual(world.drawn[0])
  })

  it('of an unknown one is refused', async () => {
    expect(await world.print(UNKNOWN)).toMatchObject({ ok: false, code: 'not_found' })
  })

  it.each([
    ['en-CA', 'Invoice and receipt'],
    ['zh-CN', '账单及收据'],
    ['de', 'Invoice and receipt'],
  ])('is in the language of the order: %s', async (locale, title) => {
    const of = toldOf({ ...shopIn('en'), locale }, orderIdAt(2))
    await world.keep.confirmed(of.confirmed())
    await world.issue.completed(of.completed())
    const { items } = await world.archive.list(orderIdAt(2), { limit: 1 })
    await world.print(items[0]?.id ?? UNKNOWN)
    expect(world.drawn[0]?.title).toBe(title)
  })
})

describe('a guest', () => {
  it('lists and prints by the token of the order', async () => {
    const token = await world.orderTokens.issue('act', ORDER)
    expect(await world.listForGuest(token, { limit: 20 })).toMatchObject({
      value: { items: [{ kind: 'invoice', number: 'INV-2026-000001', total: told.money(12_370) }] },
    })
    expect(await world.printForGuest(token, await invoice())).toMatchObject({ ok: true })
  })

  it.each([
    ['the token that only shows, as it may be forwarded', () => world.orderTokens.issue('track', ORDER)],
    ['the token of another order', () => world.orderTokens.issue('act', orderIdAt(2))],
    ['no token of ours', () => 'x'.repeat(48)],
  ])('is shown nothing by %s', async (_, token) => {
    expect(await world.printForGuest(await token(), await invoice())).toMatchObject({ code: 'not_found' })
    expect(world.drawn).toEqual([])
  })

  it('lists nothing by a token that only shows', async () => {
    const token = await world.orderTokens.issue('track', ORDER)
    expect(await world.listForGuest(token, { limit: 20 })).toMatchObject({ code: 'not_found' })
  })
})

describe('a packing slip', () => {
  it('says what is in the parcels, and no price', async () => {
    await world.slip.fulfillment(told.fulfillment('open', 2))
    await world.slips.keepBarcode('SKU-1', '9784003510155', 1)
    expect(await world.printSlip(FULFILLMENT)).toMatchObject({ ok: true })
    const [sheet] = world.drawn
    expect(sheet?.table.rows[0]).toEqual(['日本の庭（写真集）', 'SKU-1', '9784003510155', '2'])
    expect(sheet?.facts).toEqual([{ label: 'ご注文番号', value: 'K7WQ2M4X' }])
    expect(JSON.stringify(sheet)).not.toMatch(/[￥¥]|T1234567890123/)
  })

  it('names whom it goes to, who is not always the buyer', async () => {
    const shop = shopIn('ja')
    const buyer = {
      customer: { name: '髙橋 花子', email: 'buyer@example.com' },
      shippingAddress: {
        name: '田中 一郎',
        line1: '梅田3-1-3',
        city: '大阪市北区',
        postalCode: '530-0001',
        country: 'JP',
      },
    }
    await world.keep.confirmed(toldOf({ ...shop, buyer }, orderIdAt(2)).confirmed())
    await world.slip.fulfillment(toldOf(shop, orderIdAt(2)).fulfillment('open', 2))
    await world.printSlip(FULFILLMENT)
    expect(world.drawn[0]?.parties[0]?.lines).toEqual(['田中 一郎 様', '〒530-0001', '大阪市北区梅田3-1-3'])
  })

  it('follows a reduction, and not an older event that comes after it', async () => {
    await world.slip.fulfillment(told.fulfillment('picking', 1, 4))
    await world.slip.fulfillment(told.fulfillment('open', 2, 1))
    await world.printSlip(FULFILLMENT)
    expect(world.drawn[0]?.table.rows[0]?.at(-1)).toBe('1')
  })

  it.each([
    ['was never heard of', undefined, 'not_found'],
    ['is cancelled', () => told.fulfillment('cancelled', 2), 'conflict'],
    ['has nothing left to send', () => told.fulfillment('picking', 0), 'conflict'],
  ])('of a fulfillment order that %s is refused', async (_, event, code) => {
    if (event) await world.slip.fulfillment(event())
    expect(await world.printSlip(FULFILLMENT)).toMatchObject({ ok: false, code })
  })
})
