import { type Formats, languageOf, makeFormats } from '#shared/languages.ts'
import { of } from '#shared/money.ts'
import { named } from '#shared/named.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { DocumentFacts } from './document.ts'
import type { Buyer } from './order-facts.ts'
import { buyerParty, sellerParty } from './parties.ts'
import type { Fact, Sheet, Table, Total } from './sheet.ts'
import { isReduced } from './tax-rates.ts'
import { WORDS, type Words } from './words.ts'

/** Marks lines of a reduced rate, as invoices do in Japan. */
const REDUCED_MARK = '※'

interface Writing {
  readonly facts: DocumentFacts
  readonly words: Words
  readonly formats: Formats
  readonly money: (amount: number) => string
}

/**
 * An invoice or a credit note in the order's language. In Japan it is a qualified invoice (tekikaku seikyusho):
 * the issuer and its registration number, the date of the transaction, what it was with reduced rates marked,
 * the sum and the tax of each rate, and who gets it (National Tax Agency, No. 6625, as of 2026-11).
 */
export function documentSheet({ facts, buyer }: { facts: DocumentFacts; buyer: Buyer }): Sheet {
  const language = languageOf(facts.locale)
  const words = WORDS[language]
  const formats = makeFormats(facts.locale, zoneOf(facts.seller.country))
  const money = (amount: number) => formats.money(of(amount, facts.currency))
  const writing = { facts, words, formats, money }
  return {
    language,
    title: titleOf(writing),
    at: facts.issuedAt,
    facts: headFacts(writing),
    parties: [buyerParty(buyer, words, facts.seller.country), sellerParty(facts.seller, words)],
    table: linesTable(writing),
    totals: totalsOf(writing),
    breakdown: facts.taxLines.length > 0 ? taxTable(writing) : undefined,
    notes: notesOf(writing),
    footer: `${facts.seller.name}  ·  ${facts.number}`,
    pageOf: words.pageOf,
  }
}

function titleOf({ facts, words }: Writing): string {
  if (facts.kind === 'credit_note') return words.creditNote
  if (facts.kind === 'reversal') return words.reversal
  return facts.paid >= facts.total ? words.paidInvoice : words.invoice
}

function headFacts({ facts, words: { labels }, formats }: Writing): Fact[] {
  const { corrects } = facts
  const corrected = corrects && [
    { label: labels.corrects, value: corrects.number },
    { label: labels.correctsIssuedOn, value: formats.date(corrects.issuedOn) },
  ]
  return [
    { label: labels.number, value: facts.number },
    { label: labels.issuedOn, value: formats.date(facts.issuedOn) },
    { label: labels.suppliedOn, value: formats.date(facts.suppliedOn) },
    { label: labels.orderNumber, value: facts.orderNumber },
    ...(corrected ?? []),
  ]
}

function linesTable({ facts, words: { labels }, formats, money }: Writing): Table {
  const rateOf = (rate: string | undefined) => {
    if (rate === undefined) return ''
    return isReduced(facts.country, rate) ? `${REDUCED_MARK} ${formats.percent(rate)}` : formats.percent(rate)
  }
  const priced = facts.lines.some(({ unitPrice }) => unitPrice !== undefined)
  return {
    columns: [
      { label: labels.item, width: priced ? 0.48 : 0.64, align: 'left' },
      { label: labels.taxRate, width: 0.11, align: 'right' },
      { label: labels.quantity, width: 0.08, align: 'right' },
      ...(priced ? [{ label: labels.unitPrice, width: 0.16, align: 'right' } as const] : []),
      { label: labels.amount, width: 0.17, align: 'right' },
    ],
    rows: facts.lines.map(({ name, rate, quantity, unitPrice, amount }) => [
      named(name),
      rateOf(rate),
      quantity === undefined ? '' : formats.number(quantity),
      ...(priced ? [unitPrice === undefined ? '' : money(unitPrice)] : []),
      money(amount),
    ]),
  }
}

const TOTALS = { invoice: 'total', credit_note: 'givenBack', reversal: 'notGivenBack' } as const

function totalsOf({ facts, words, formats, money }: Writing): Total[] {
  const { labels } = words
  const { kind, discount, shipping, rest, total, paid, taxLines } = facts
  const { discounts = [], shippingDiscounts = [] } = facts
  const isInvoice = kind === 'invoice'
  const row = (label: string, amount: number) => (amount === 0 ? [] : [{ label, value: money(amount) }])
  const off = ({ name, amount }: { name: string; amount: number }) => row(name, -amount)
  const subtotal = facts.lines.reduce((sum, { amount }) => sum + amount, 0)
  const taxes = taxLines.map(({ name, rate, amount }) => ({
    label: `${name} ${formats.percent(rate)}`,
    value: money(amount),
  }))
  return [
    ...(subtotal === total ? [] : row(labels.subtotal, subtotal)),
    ...(discounts.length > 0 ? discounts.flatMap(off) : row(labels.discount, -discount)),
    ...row(
      labels.shipping,
      shippingDiscounts.reduce((sum, { amount }) => sum + amount, shipping),
    ),
    ...shippingDiscounts.flatMap(off),
    ...(facts.taxOnTop ? taxes : []),
    ...row(isInvoice ? labels.rounding : labels.reduction, rest),
    { label: labels[TOTALS[kind]], value: money(total), strong: true },
    ...row(words.paidBy[facts.paymentKind], paid),
    ...(isInvoice ? row(labels.toBePaid, Math.max(0, total - paid)) : []),
  ]
}

function taxTable({ facts, words: { labels }, formats, money }: Writing): Table {
  return {
    columns: [
      { label: labels.tax, width: 0.4, align: 'left' },
      { label: facts.taxIncluded ? labels.baseWithTax : labels.base, width: 0.33, align: 'right' },
      { label: labels.taxAmount, width: 0.27, align: 'right' },
    ],
    rows: facts.taxLines.map(({ name, rate, base, amount }) => [
      `${name} ${formats.percent(rate)}`,
      money(base),
      money(amount),
    ]),
  }
}

function notesOf({ facts, words, formats, money }: Writing): string[] {
  const reduced = facts.lines.find(({ rate }) => isReduced(facts.country, rate))
  const off = facts.lines.flatMap(({ name, discounts = [] }) =>
    discounts.map((one) => words.afterDiscount(named(name), one.name, money(-one.amount))),
  )
  return [...(reduced?.rate ? [words.reduced(REDUCED_MARK, formats.percent(reduced.rate))] : []), ...off]
}
