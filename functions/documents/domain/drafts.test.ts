import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { LANGUAGES, type Language } from '#shared/languages.ts'
import { apportion } from '#shared/money.ts'
import { makeWorld, ORDER, shopIn, toldOf } from '../testing.ts'
import type { DocumentFacts } from './document.ts'

type Facts = DocumentFacts | undefined

const rowsOf = (facts: Facts) => {
  const taxes = facts?.taxOnTop ? facts.taxLines.map(({ amount }) => amount) : []
  const amounts = [...(facts?.lines.map(({ amount }) => amount) ?? []), ...taxes]
  return amounts.reduce((a, b) => a + b, 0) + (facts?.shipping ?? 0) + (facts?.rest ?? 0)
}

const grossAt = (rate: string, facts: Facts) => {
  const line = facts?.taxLines.find((one) => one.rate === rate)
  return line ? line.base + (facts?.taxIncluded ? 0 : line.amount) : 0
}

/** An order of a country that is given back in parts: unit by unit, each a share of its line, then shipping. */
async function givenBackInParts(language: Language, parts: readonly number[]) {
  const shop = shopIn(language)
  const told = toldOf(shop)
  const world = makeWorld()
  await world.keep.confirmed(told.confirmed())
  await world.issue.completed(told.completed())
  for (const [index, { sku, name, total, tax, taxRate }] of told.lines.entries()) {
    const weights = parts.map((part, place) => (place === index ? part : part + 1))
    const [amounts, taxes] = [apportion(total.amount, weights), apportion(tax.amount, weights)]
    for (const [place, amount] of amounts.entries()) {
      const taxed = taxes[place] ?? 0
      const refund = {
        lines: [{ sku, name, quantity: 1, amount: told.money(amount) }],
        taxLines: [
          {
            ...{ name: 'Tax', rate: taxRate, amount: told.money(taxed) },
            base: told.money(shop.inclusive ? amount : amount - taxed),
          },
        ],
      }
      if (amount > 0) await world.issue.refunded(told.refunded(`${sku}-${place}`, { amount, ...refund }))
    }
  }
  return { told, shop, papers: await world.papers(ORDER) }
}

it.each([
  ['on top of lines that are without it', 4_250, { taxOnTop: true, rest: 0 }],
  ['within lines that hold it', 4_803, { taxOnTop: false, rest: 168 }],
])('a credit note has its tax %s', async (_, ofLine, expected) => {
  const told = toldOf(shopIn('en'))
  const world = makeWorld()
  await world.keep.confirmed(told.confirmed())
  await world.issue.completed(told.completed())
  const [line] = told.lines
  const refund = {
    amount: 4_250 + 1_295 + 721,
    lines: [{ sku: line?.sku, name: line?.name, quantity: 1, amount: told.money(ofLine) }],
    shipping: told.money(1_295),
    taxLines: [{ name: 'HST', rate: '0.13', base: told.money(5_545), amount: told.money(721) }],
  }
  await world.issue.refunded(told.refunded('ref_1', refund))
  const [, note] = await world.papers(ORDER)
  expect(note).toMatchObject({ kind: 'credit_note', shipping: 1_295, total: refund.amount, ...expected })
})

it('credit notes add up, in rows and in rates, to what was given back of the invoice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...LANGUAGES),
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
      async (language, parts) => {
        const { told, shop, papers } = await givenBackInParts(language, parts)
        const [invoice, ...notes] = papers
        for (const paper of papers) expect(rowsOf(paper)).toBe(paper?.total)
        for (const rate of Object.keys(shop.taxes)) {
          const ofLines = told.lines.filter((line) => line.taxRate === rate)
          const given = notes.reduce((sum, note) => sum + grossAt(rate, note), 0)
          expect(given).toBe(ofLines.reduce((sum, line) => sum + line.total.amount, 0))
          expect(given).toBeLessThanOrEqual(grossAt(rate, invoice))
        }
      },
    ),
    { numRuns: 40 },
  )
})
