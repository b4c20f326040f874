import { PRICES, PRICES_OF, type Price } from '../cost/prices.ts'
import { decimals, markdownTable } from '../measure/table.ts'
import type { CostFigures } from './figures.ts'

const SOURCE = `List prices of ${PRICES_OF.region}, looked up ${PRICES_OF.lookedUp}, without free tier.`

export function costTable({ perOrder, transitions, requests }: CostFigures): string {
  const rows = perOrder.items.map(({ name, quantity, usd }) => [
    name,
    decimals(quantity, Number.isInteger(quantity) ? 0 : 1),
    dollars(usd),
  ])
  return [
    markdownTable(['what', 'quantity', 'US$'], rows),
    `One order: US$ ${dollars(perOrder.total)}, without mails US$ ${dollars(perOrder.withoutMail)}; ${transitions} state transitions, ${requests} HTTP requests. The goal is 12 transitions and US$ 0.00045 without mails, the limit US$ 0.0009.`,
    `${SOURCE} [M]: a price from memory.`,
  ].join('\n\n')
}

const dollars = (usd: number): string => decimals(usd, 7)

/** The prices that orders are priced by. */
export function pricesTable(): string {
  const rows = Object.values(PRICES).map(({ what, usd, ...price }: Price) => [
    what,
    decimals(usd * 1_000_000, 4).replace(/\.?0+$/, ''),
    price.fromMemory ? 'from memory' : 'looked up',
  ])
  return [SOURCE, markdownTable(['what', 'US$ per million', 'how it is known'], rows)].join('\n\n')
}
