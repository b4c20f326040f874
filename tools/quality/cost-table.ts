import { decimals, markdownTable } from '../measure/table.ts'
import type { CostFigures } from './figures.ts'

export function costTable({ perOrder, transitions, requests }: CostFigures): string {
  const rows = perOrder.items.map(({ name, quantity, usd }) => [name, decimals(quantity, 2), dollars(usd)])
  return [
    markdownTable(['what', 'quantity', 'US$'], rows),
    `One order: US$ ${dollars(perOrder.total)}, without mails US$ ${dollars(perOrder.withoutMail)}; ${transitions} state transitions, ${requests} HTTP requests.`,
  ].join('\n\n')
}

const dollars = (usd: number): string => decimals(usd, 7)
