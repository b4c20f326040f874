import { describe, expect, it } from 'vitest'
import { makeWorld, ORDER, orderIdAt, shopIn, toldOf } from '../testing.ts'
import type { DocumentFacts } from './document.ts'
import { type Books, violations } from './invariants.ts'
import { seriesOf } from './series.ts'

/** The papers of an order of which one line was given back. */
async function givenPapers(): Promise<readonly [invoice: DocumentFacts, note: DocumentFacts]> {
  const world = makeWorld()
  const told = toldOf(shopIn('ja'))
  await world.keep.confirmed(told.confirmed())
  await world.issue.completed(told.completed())
  await world.issue.refunded(told.refunded('ref_1', { amount: 1_000 }))
  const [invoice, note] = await world.papers(ORDER)
  if (!invoice || !note) throw new Error('two papers were to be issued')
  return [invoice, note]
}

const [invoice, note] = await givenPapers()
/** The invoice of another order, by the same number. */
const anothers = { ...invoice, orderId: orderIdAt(2) }
const idOf = ({ seller, kind, issuedOn }: DocumentFacts) => seriesOf(seller, kind, issuedOn).id
const taken = new Map([
  [idOf(invoice), 1],
  [idOf(note), 1],
])
const sound: Books = { papers: [invoice, note], taken }

describe('the invariants of papers', () => {
  it('find nothing wrong with an invoice and its credit note', () => {
    expect(violations(sound)).toEqual([])
  })

  it('find nothing wrong with a discount, nor with tax that is on top', () => {
    const tax = invoice.taxLines.reduce((sum, { amount }) => sum + amount, 0)
    const papers = [{ ...invoice, discount: 300, taxOnTop: true, total: invoice.total - 300 + tax }, note]
    expect(violations({ papers, taken })).toEqual([])
  })

  it('find nothing wrong with orders that were given back whole, each by its own credit note', () => {
    const whole = { ...note, rest: invoice.total, total: invoice.total }
    const others = [
      { ...invoice, orderId: orderIdAt(2), number: 'INV-2026-000002' },
      { ...whole, orderId: orderIdAt(2), number: 'CN-2026-000002' },
    ]
    const both = new Map([...taken.keys()].map((series) => [series, 2]))
    expect(violations({ papers: [invoice, whole, ...others], taken: both })).toEqual([])
  })

  it.each<[rule: string, broken: Partial<Books>]>([
    ['a paper adds up', { papers: [{ ...invoice, total: invoice.total + 1 }, note] }],
    [
      'the discounts of a paper add up',
      { papers: [{ ...invoice, discount: 300, discounts: [{ name: 'Sale', amount: 299 }] }, note] },
    ],
    ['what is no invoice corrects another paper', { papers: [invoice, { ...note, corrects: undefined }] }],
    ['a series has no gap and no number twice', { taken: new Map(taken).set(idOf(invoice), 2) }],
    [
      'a series has no gap and no number twice',
      { papers: [{ ...invoice, number: 'INV-2026-000002' }, note] },
    ],
    ['a series has no gap and no number twice', { papers: [note] }],
    ['a series has no gap and no number twice', { papers: [invoice, anothers, note] }],
    [
      'a series has no gap and no number twice',
      { papers: [invoice, anothers, note], taken: new Map(taken).set(idOf(invoice), 2) },
    ],
    ['an order has one invoice', { papers: [invoice, invoice, note] }],
    ['no more is given back than was charged', { papers: [{ ...invoice, total: 999 }, note] }],
  ])('say "%s" of what breaks it', (rule, broken) => {
    expect(violations({ ...sound, ...broken }).join('\n')).toContain(rule)
  })
})
