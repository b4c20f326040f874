import { describe, expect, it } from 'vitest'
import { promotionId } from '#shared/ids.ts'
import type { Language } from '#shared/languages.ts'
import { of } from '#shared/money.ts'
import { sampleEvents } from '../../samples.ts'
import { mailsFor } from '../../testing.ts'
import type { Kind } from '../kinds.ts'
import { letterheadFor } from '../letterhead.ts'
import { renderText } from '../render-text.ts'
import { refundedMail } from './changed.ts'
import { confirmedMail } from './confirmed.ts'
import { deliveredMail } from './delivered.ts'
import { cancelledMail, rejectedMail } from './ended.ts'
import { paymentRequiredMail } from './payment-required.ts'
import { shippedMail } from './shipped.ts'

const PAY_URL = 'https://shop.example/pay/t'

const headFor = (locale: string, name = 'Jane Doe', country = 'CA') =>
  letterheadFor({ number: '7KQ2M9XD', locale, country, name, trackingUrl: 'https://shop.example/track/t' })

async function mailOf(language: Language, kind: Kind) {
  const mail = (await mailsFor(language)).find((one) => one.kind === kind)
  if (!mail) throw new Error(`no ${kind} in ${language}`)
  return { subject: mail.subject, text: renderText(mail) }
}

describe('the confirmation', () => {
  it('tells number, lines, total with its tax, promised date and where to follow, in Japanese', async () => {
    const { text } = await mailOf('ja', 'confirmation')
    expect(text).toContain('山田 花子 様\n')
    expect(text).toContain('注文番号: 7KQ2M9XD')
    expect(text).toContain('お届け予定日: 2026年11月25日(水)～11月26日(木)')
    expect(text).toContain('- オーガニックコットンTシャツ 紺・M (2点 · 単価 ￥2,750): ￥5,500')
    expect(text).toContain('= 合計: ￥10,210')
    expect(text).toContain('うち消費税10% (対象 ￥9,130): ￥830')
    expect(text).toContain('うち消費税（軽減税率）8% (対象 ￥1,080): ￥80')
    expect(text).toMatch(/https:\/\/shop\.example\/track\/[\w-]{48}\n/)
  })

  it('adds the tax before the total where prices are without it', async () => {
    const { text } = await mailOf('en', 'confirmation')
    expect(text).toMatch(
      /Shipping: CA\$12\.95\n {2}HST 13% \(on CA\$113\.45\): CA\$14\.75\n= Total: CA\$128\.20/,
    )
  })

  it('writes a Chinese name without a space, and a foreign one with it', async () => {
    expect((await mailOf('zh-Hans', 'confirmation')).text).toContain('张三，您好：')
    expect(
      renderText(cancelledMail(headFor('zh-Hans', 'Jane Doe'), sampleEvents('en').cancelled.data)),
    ).toContain('Jane Doe，您好：')
  })

  it('is in English for a language that we do not write', () => {
    const mail = cancelledMail(headFor('pt-BR'), sampleEvents('en').cancelled.data)
    expect([mail.language, mail.subject]).toEqual(['en', 'Your order 7KQ2M9XD is cancelled'])
  })
})

describe('discounts', () => {
  it.each([
    [
      'en',
      /Subtotal: CA\$100\.50\n {2}Summer \(10% off\): -CA\$10\.05\n {2}Shipping: CA\$12\.95\n {2}Free \(Free shipping\): -CA\$5\.00/,
    ],
    [
      'ja',
      /小計: ￥9,660\n {2}Summer \(10% off\): -￥1,005\n {2}送料: ￥550\n {2}Free \(Free shipping\): -￥500/,
    ],
    [
      'zh-Hans',
      /小计: ¥426\.00\n {2}Summer \(10% off\): -¥10\.05\n {2}运费: ¥20\.00\n {2}Free \(Free shipping\): -¥5\.00/,
    ],
  ] as const)('stand one by one under what they are taken off, in %s', (language, rows) => {
    const { data } = sampleEvents(language).confirmed
    const { totals } = data
    const { currency } = totals.total
    const off = (name: string, target: 'lines' | 'shipping', amount: number, explanation: string) => ({
      ...{ promotionId: promotionId.parse(name.toLowerCase()), name, target, explanation },
      amount: of(amount, currency),
    })
    const reduced = 500
    const discounts = [
      off('Summer', 'lines', 1_005, '10% off'),
      off('Free', 'shipping', reduced, 'Free shipping'),
    ]
    const less = {
      ...totals,
      ...{ discount: of(1_005, currency), shipping: of(totals.shipping.amount - reduced, currency) },
      total: of(totals.total.amount - 1_005 - reduced, currency),
    }
    const mail = confirmedMail(headFor(language), { ...data, totals: less, discounts })
    expect(renderText(mail)).toMatch(rows)
  })

  it('that nobody has named are one', () => {
    const { data } = sampleEvents('en').confirmed
    const totals = { ...data.totals, discount: of(1_005, data.totals.total.currency) }
    const text = renderText(confirmedMail(headFor('en'), { ...data, totals }))
    expect(text).toContain('  Discount: -CA$10.05\n  Shipping: CA$12.95\n')
  })

  it('of what is given back stand beside it', () => {
    const { data } = sampleEvents('en').refunded
    const [line] = data.lines
    if (!line) throw new Error('the sample has a line')
    const discounts = [{ name: 'Summer', amount: of(425, line.amount.currency) }]
    const text = renderText(refundedMail(headFor('en'), { ...data, lines: [{ ...line, discounts }] }))
    expect(text).toContain('- Gardens of Japan (hardcover) (× 1 · Summer -CA$4.25): CA$42.50')
  })
})

describe('shipped', () => {
  const { shipped } = sampleEvents('en')

  it('tells every parcel, and what is in them', () => {
    const [one] = shipped.data.shipments
    if (!one) throw new Error('the sample has a shipment')
    const shipments = [one, { ...one, carrier: 'OwnCourier', trackingNumber: 'CW2' }]
    const text = renderText(
      shippedMail(headFor('en'), { type: shipped.type, data: { ...shipped.data, shipments } }),
    )
    expect(text).toContain('Carrier: Canada Post\nTracking number: 7023210039414604')
    expect(text).toContain('Carrier: Our own courier\nTracking number: CW2')
    expect(text).toContain('- Organic cotton T-shirt, navy, M: × 2')
    expect(text).not.toContain('follows separately')
  })

  it('in parts says that more follows', () => {
    const text = renderText(shippedMail(headFor('en'), { ...shipped, type: 'order.partially_shipped' }))
    expect(text).toContain('The rest of your order follows separately.')
  })
})

describe('the receipt', () => {
  it('tells when it was delivered there, the tax of each rate, and what was paid', async () => {
    const { text } = await mailOf('ja', 'delivered')
    expect(text).toContain('お届け日時: 2026年11月25日 13:20 (日本標準時)')
    expect(text).toContain('= お支払い額（クレジットカード）: ￥10,210')
    expect(text).toContain('うち消費税10%')
  })

  const { completed } = sampleEvents('en')
  const receiptOf = (changes: Partial<typeof completed.data>) =>
    renderText(deliveredMail(headFor('en'), { ...completed.data, ...changes }))

  it.each([
    [undefined, '= Paid by card: CA$128.20'],
    ['card', '= Paid by card: CA$128.20'],
    ['delayed', '= Paid at a store or by bank transfer: CA$128.20'],
    ['offline', '= To pay on delivery or by invoice: CA$128.20'],
  ] as const)('of an order that is paid as %s says so', (paymentKind, paid) => {
    expect(receiptOf(paymentKind ? { paymentKind } : {})).toContain(paid)
  })

  it('of an order that costs nothing names no way to pay', () => {
    expect(receiptOf({ paymentKind: 'none' })).not.toMatch(/Paid|pay on delivery/)
  })

  it('tells what was cancelled on the way, and what was to be paid in the end', () => {
    const [line] = completed.data.lines
    if (!line) throw new Error('the sample has a line')
    const due = { ...completed.data.captured, amount: 7_820 }
    const cancelled = [{ sku: line.sku, name: line.name, quantity: 1 }]
    const text = receiptOf({ due, captured: due, cancelled })
    expect(text).toContain('= To pay after cancellations: CA$78.20\n= Paid by card: CA$78.20')
    expect(text).toContain('Not sent\n- Gardens of Japan (hardcover): × 1')
  })
})

describe('an order that does not go on', () => {
  it('asks for the payment until its deadline, in the zone of the destination', () => {
    const text = renderText(
      paymentRequiredMail(headFor('en'), sampleEvents('en').paymentRequired.data, PAY_URL),
    )
    expect(text).toContain('The payment did not go through.')
    expect(text).toContain('Please pay by: Nov 23, 2026, 10:30 PM (Eastern Standard Time)')
  })

  it('is rejected in words for its customer, with what is missing', async () => {
    const { text } = await mailOf('en', 'rejected')
    expect(text).toContain('Reason: Some of the items are no longer in stock.')
    expect(text).toContain('- Organic cotton T-shirt, navy, M (1 of 2 in stock)')
    expect(text).toContain('This order costs you nothing.')
  })

  it.each([
    'out_of_stock',
    'payment_declined',
    'payment_abandoned',
    'undeliverable',
    'review_declined',
  ] as const)('never says the code %s', (code) => {
    for (const locale of ['en', 'ja', 'zh-Hans']) {
      const { lines: _, ...data } = { ...sampleEvents('en').rejected.data, code }
      expect(renderText(rejectedMail(headFor(locale), data))).not.toContain(code)
    }
  })
})
