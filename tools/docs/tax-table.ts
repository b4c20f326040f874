import { combinedRate } from '#contexts/checkout/domain/tax.ts'
import type { Tax, TaxRule } from '#contexts/checkout/domain/tax-rule.ts'
import { TAX_RULES } from '#contexts/checkout/domain/tax-tables.ts'

const percent = (rate: string): string =>
  new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 4 }).format(Number(rate))

const said = (taxes: readonly Tax[]): string =>
  taxes.length === 1
    ? percent(combinedRate(taxes))
    : taxes.map(({ name, rate }) => `${name['en']} ${percent(rate)}`).join(' + ')

const placeOf = ({ country, regions }: TaxRule): string =>
  `${country === '*' ? 'everywhere else' : country}${regions ? ` ${regions.join(', ')}` : ''}`

/** The table of rates as a person reads it. */
export const taxTable = (): string =>
  [
    '| place | from | tax | standard | reduced | prices | shipping | a fraction | source |',
    '|---|---|---|---|---|---|---|---|---|',
    ...TAX_RULES.map((rule) => {
      const { from, taxes, mode, shipping, rounding, source } = rule
      const names = taxes.standard.map(({ name }) => name['en']).join(', ')
      const day = from.startsWith('0000') ? '' : from
      return `| ${placeOf(rule)} | ${day} | ${names} | ${said(taxes.standard)} | ${said(taxes.reduced)} | ${mode} | ${shipping.replace('_', ' ')} | ${rounding.replace('_', ' ')} | ${source} |`
    }),
  ].join('\n')
