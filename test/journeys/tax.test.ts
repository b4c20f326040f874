import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  actOn,
  askQuote,
  BERLIN,
  givenLocation,
  givenProduct,
  givenQuote,
  givenReais,
  givenStock,
  orderThatIs,
  placeOrder,
  SAO_PAULO,
  sendOrder,
  unique,
  VANCOUVER,
} from '#support/shop.ts'

const refunded = z.object({ items: z.array(z.object({ type: z.string(), data: z.unknown() })) })

/** The address that a quote is asked for, and that the order goes to. */
const PLACES = { berlin: BERLIN, vancouver: VANCOUVER, saoPaulo: SAO_PAULO }

/** So many of a thing of this price, ordered for a place in English. */
async function ordered(
  place: keyof typeof PLACES,
  { currency, quantity, prices }: { currency: string; quantity: number; prices: object[] },
) {
  const [sku, location] = [unique('TAX'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku, { prices })
  await givenStock(shop, location, sku, quantity)
  const destination = PLACES[place]
  const wish = { lines: [{ sku, quantity }], destination, currency, locale: 'en' }
  const quote = await givenQuote(shop, wish)
  const address = { name: 'A. Customer', line1: '1 Main Street', region: undefined, ...destination }
  const placed = await placeOrder(shop, quote, { address, headers: { prefer: 'wait=20' } })
  return { sku, quote, placed, read: () => readTaxed(placed.id) }
}

const readTaxed = async (id: string) => (await shop.machine.get(`/orders/${id}`)).as(shapes.taxedOrder)

async function completed({ sku, placed }: Awaited<ReturnType<typeof ordered>>): Promise<void> {
  await warehouseShips(shop, placed.id)
  await orderThatIs(shop, placed.id, 'shipped')
  await carrierDelivers(shop, placed.id)
  const { amount } = placed.totals.total
  await expectEnd(shop, placed, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: { authorized: amount, captured: amount },
    mails: { en: PLAIN_MAILS.en },
  })
}

const halfUp = (amount: number, part: number, of: number) => Math.floor((2 * amount * part + of) / (2 * of))

test('an order in euros has German VAT in its prices, of goods and shipping together', async () => {
  const order = await ordered('berlin', {
    currency: 'EUR',
    quantity: 3,
    prices: [{ amount: 1_999, currency: 'EUR' }],
  })
  const { totals, taxLines: lines, exchangeRate } = await order.read()
  const gross = 3 * 1_999 + totals.shipping.amount
  const tax = halfUp(gross, 19, 119)
  expect([totals.total.amount, totals.tax.amount]).toEqual([gross, tax])
  const euros = (amount: number) => ({ amount, currency: 'EUR' })
  expect(lines).toEqual([{ name: 'VAT', rate: '0.19', base: euros(gross), amount: euros(tax) }])
  expect(exchangeRate).toBeUndefined()
  await completed(order)
})

test('an order in Canadian dollars has GST and PST on top, and each comes back with what is refunded', async () => {
  const order = await ordered('vancouver', {
    currency: 'CAD',
    quantity: 3,
    prices: [{ amount: 1_999, currency: 'CAD' }],
  })
  const { totals, taxLines: lines } = await order.read()
  const net = 3 * 1_999 + totals.shipping.amount
  const [gst, pst] = [halfUp(net, 5, 100), halfUp(net, 7, 100)]
  expect(lines.map(({ name, base, amount }) => [name, base.amount, amount.amount])).toEqual([
    ['GST', net, gst],
    ['PST', net, pst],
  ])
  expect(totals).toMatchObject({ tax: { amount: gst + pst }, total: { amount: net + gst + pst } })
  await completed(order)

  const { id } = order.placed
  const back = await actOn(shop, id, 'refunds', { lines: [{ sku: order.sku, quantity: 1 }], reason: 'torn' })
  // Of the goods' 300 cents of GST and 420 of PST, a third.
  expect(back.as(shapes.refund)).toMatchObject({ amount: { amount: 1_999 + 100 + 140 } })
  const told = await eventually('the refund is told', async () => {
    const { items } = (await shop.machine.get(`/orders/${id}/history?limit=100`)).as(refunded)
    return items.find(({ type }) => type === 'order.refunded')
  })
  expect(told.data).toMatchObject({
    taxLines: [
      { name: 'GST', base: { amount: 1_999 }, amount: { amount: 100 } },
      { name: 'PST', base: { amount: 1_999 }, amount: { amount: 140 } },
    ],
  })
})

test('an order in reais is converted by the rate of the day, taxed by the merchant’s own table, and keeps both', async () => {
  const rate = await givenReais(shop)
  const csv = { 'content-type': 'text/csv' }
  const table = `/tax-tables/${unique('br').toLowerCase()}`
  const head = 'country,region,from,name,mode,rateOf,standard\r\n'
  const put = (rows: string) => shop.machine.put(table, { body: `${head}${rows}`, headers: csv })

  const bad = await put('BR,SP,2026-01-01,ICMS,inclusive,price,18\r\nBR,SP,2026-13-01,ICMS,incl,price,0.18')
  expect(bad.status).toBe(422)
  expect(bad.body).toMatchObject({
    code: 'table_invalid',
    errors: [{ pointer: '/lines/2/standard' }, { pointer: '/lines/3/from' }, { pointer: '/lines/3/mode' }],
  })
  expect((await shop.machine.get(table)).status).toBe(404)

  expect((await put('BR,SP,2026-01-01,ICMS,inclusive,price,0.18')).status).toBe(201)
  onTestFinished(async () => {
    await shop.machine.delete(table)
  })
  const order = await ordered('saoPaulo', {
    currency: 'BRL',
    quantity: 2,
    prices: [{ amount: 1_800, currency: 'EUR' }],
  })
  const { totals, taxLines: lines, exchangeRate } = await order.read()
  // 18.00 EUR at 6.1937 are 111.4866 BRL.
  expect(totals.subtotal).toEqual({ amount: 2 * 11_149, currency: 'BRL' })
  const gross = 2 * 11_149 + totals.shipping.amount
  expect(lines.map(({ name, rate, amount }) => [name, rate, amount.amount])).toEqual([
    ['ICMS', '0.18', halfUp(gross, 18, 100)],
  ])
  expect(totals.total.amount).toBe(gross)
  expect(exchangeRate).toMatchObject(rate)
  await completed(order)
})

test('a quote is refused where the tax depends on a region that is not told, and a tax number of the wrong form', async () => {
  const sku = unique('TAX')
  await givenProduct(shop, sku, { prices: [{ amount: 1_999, currency: 'CAD' }], kind: 'digital' })
  const ask = (more: object) =>
    askQuote(shop, { lines: [{ sku, quantity: 1 }], currency: 'CAD', locale: 'en', ...more })
  const known = await eventually('the product is known', async () => {
    const answer = await ask({ destination: { country: 'CA', region: 'ON' } })
    return answer.status === 200 && answer
  })
  expect(known.body).toMatchObject({ taxLines: [{ name: 'HST', amount: { amount: 260 } }] })
  const nowhere = await ask({ destination: { country: 'CA' } })
  expect([nowhere.status, nowhere.body]).toMatchObject([
    422,
    { code: 'region_needed', errors: [{ pointer: '/destination/region' }] },
  ])
  const noNumber = await ask({ destination: { country: 'CA', region: 'ON' }, taxId: 'DE123' })
  expect([noNumber.status, noNumber.body]).toMatchObject([
    422,
    { code: 'tax_id_invalid', errors: [{ pointer: '/taxId' }] },
  ])
})

test('an order goes nowhere where other taxes hold than those quoted, is quoted for there, and stays there', async () => {
  const [sku, location] = [unique('TAX'), unique('TOKYO')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku, { prices: [{ amount: 1_999, currency: 'EUR' }] })
  await givenStock(shop, location, sku, 2)
  const quoteFor = (destination: object) =>
    givenQuote(shop, { lines: [{ sku, quantity: 1 }], destination, currency: 'EUR', locale: 'en' })
  const tenerife = { country: 'ES', city: 'Santa Cruz', region: 'Tenerife', postalCode: '38001' }
  const address = { name: 'A. Customer', line1: 'Calle 1', ...tenerife }

  const ofSpain = await quoteFor({ country: 'ES' })
  const refused = await sendOrder(shop, ofSpain, { address })
  expect([refused.status, refused.body]).toMatchObject([
    422,
    {
      code: 'address_mismatch',
      detail: expect.stringContaining('ES-CN'),
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/shippingAddress/postalCode', code: 'address_mismatch' }),
      ]),
    },
  ])
  const placed = await placeOrder(shop, await quoteFor({ country: 'ES', postalCode: '38001' }), { address })
  expect((await readTaxed(placed.id)).taxLines).toMatchObject([{ rate: '0', amount: { amount: 0 } }])
  const moveTo = (postalCode: string) =>
    actOn(shop, placed.id, 'address', { shippingAddress: { ...address, postalCode } })
  const toMadrid = await moveTo('28013')
  expect([toMadrid.status, toMadrid.body]).toMatchObject([
    422,
    { code: 'quote_needed', errors: [{ pointer: '/shippingAddress/postalCode' }] },
  ])
  expect((await moveTo('38002')).status).toBe(200)
})
