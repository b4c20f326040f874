import { describe, expect, it } from 'vitest'
import { currency, of } from '#shared/money.ts'
import { taxOf, taxRuleFor } from './tax.ts'
import { lineTaxes, taxLinesOf } from './tax-lines.ts'
import type { TaxRule } from './tax-rule.ts'

const CAD = currency.parse('CAD')
const IN_FRENCH = { currency: CAD, locale: 'fr' }

function ruleOf(country: string, region?: string): TaxRule {
  const rule = taxRuleFor({ country, region }, '2026-11-20')
  if (!rule) throw new Error(`no rule for ${country} ${region}`)
  return rule
}
const goods = [{ taxClass: 'standard', amount: 100_00 }] as const
const québec = ruleOf('CA', 'QC')
const taxed = taxOf(québec, goods)

describe('the taxes of an order', () => {
  it('are a line each, with what they are levied on', () => {
    const lines = taxLinesOf(taxed, québec, IN_FRENCH)
    expect(lines.map(({ rate, base, amount }) => ({ rate, base, amount }))).toEqual([
      { rate: '0.05', base: of(100_00, CAD), amount: of(5_00, CAD) },
      { rate: '0.09975', base: of(100_00, CAD), amount: of(9_98, CAD) },
    ])
    expect(new Set(lines.map(({ name }) => name)).size).toBe(2)
    for (const line of lines) expect(line).not.toHaveProperty('rateOf')
  })

  it('say so where their rate is of the price with the tax in it', () => {
    const within: TaxRule = { ...québec, mode: 'inclusive', rateOf: 'price' }
    for (const line of taxLinesOf(taxOf(within, goods), within, IN_FRENCH)) expect(line.rateOf).toBe('price')
  })
})

describe('the taxes of a line', () => {
  it('are told together, and each by itself where there are several', () => {
    const [shares = []] = taxed.shares
    const told = lineTaxes(québec, 'standard', shares, IN_FRENCH)
    expect(told.taxRate).toBe('0.14975')
    expect(told.taxes?.map(({ rate, amount }) => [rate, amount.amount])).toEqual([
      ['0.05', 5_00],
      ['0.09975', 9_98],
    ])
    expect(told.taxName).toBe(told.taxes?.map(({ name }) => name).join(' + '))
  })

  it('are told together alone where there is one', () => {
    const germany = ruleOf('DE')
    const [shares = []] = taxOf(germany, goods).shares
    const told = lineTaxes(germany, 'standard', shares, { ...IN_FRENCH, locale: 'en' })
    expect(told).toEqual({ taxRate: '0.19', taxName: 'VAT' })
  })
})
