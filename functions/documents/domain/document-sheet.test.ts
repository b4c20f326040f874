import { expect, test } from 'vitest'
import { makeWorld, ORDER, shopIn, toldOf } from '../testing.ts'
import { documentSheet } from './document-sheet.ts'
import { buyer } from './order-facts.ts'

const WORDS = {
  en: {
    shipping: 'Shipping',
    note: 'Gardens of Japan (hardcover): the amount is after Sale, -$4.25',
  },
  ja: { shipping: '送料', note: '日本の庭（写真集）：Sale（-￥425）を差し引いた金額です。' },
  'zh-Hans': { shipping: '运费', note: '日本庭园（精装画册）：金额已扣除“Sale”（-¥4.25）' },
} as const

/** A tenth off the first line, and some off the shipping. */
async function papersIn(language: keyof typeof WORDS) {
  const shop = shopIn(language)
  const told = toldOf(shop)
  const [line, ...rest] = told.lines
  if (!line) throw new Error('the order has a line')
  const sale = told.money(425)
  const reduced = {
    ...{ ...line, discount: sale, discounts: [{ promotionId: 'sale', amount: sale }] },
    total: told.money(line.total.amount - 425),
  }
  const discounts = [
    { promotionId: 'sale', name: 'Sale', target: 'lines', amount: sale, explanation: '10% off' },
    { promotionId: 'far', name: 'Far', target: 'shipping', amount: told.money(100), explanation: 'Less' },
  ]
  const { totals } = told.confirmed().data
  const changes = {
    ...{ lines: [reduced, ...rest], discounts },
    totals: { ...totals, discount: sale, total: told.money(told.total - 425) },
  }
  const world = makeWorld()
  await world.keep.confirmed(told.confirmed(changes))
  await world.issue.completed(told.completed({ ...changes, captured: told.total - 425 }))
  const amount = told.money(3_825)
  await world.issue.refunded(
    told.refunded('ref_1', {
      amount: 3_825,
      lines: [
        {
          ...{ sku: line.sku, name: line.name, quantity: 1, amount },
          discounts: [{ name: 'Sale', amount: sale }],
        },
      ],
    }),
  )
  const papers = await world.papers(ORDER)
  return (kind: 'invoice' | 'credit_note') => {
    const facts = papers.find((paper) => paper?.kind === kind)
    if (!facts) throw new Error(`there is no ${kind}`)
    return documentSheet({ facts, buyer: buyer.parse(shop.buyer) })
  }
}

test.each(['en', 'ja', 'zh-Hans'] as const)(
  'papers name each discount with its amount, in %s',
  async (language) => {
    const sheetOf = await papersIn(language)
    const { totals } = sheetOf('invoice')
    const labels = totals.map(({ label }) => label)
    expect(labels.slice(1, 4)).toEqual(['Sale', WORDS[language].shipping, 'Far'])
    const values = new Map(totals.map(({ label, value }) => [label, value.replace(/[^\d-]/g, '')]))
    expect([values.get('Sale'), values.get('Far')]).toEqual(['-425', '-100'])
    expect(sheetOf('credit_note').notes.at(-1)).toBe(WORDS[language].note)
  },
)
