import type { Written } from './write-csv.ts'

/** Products as a list in JSON that is read again as the same, each in a line of its own. */
export const writeJson = (products: readonly Written[]): string =>
  `[\n${products.map(({ id, product }) => JSON.stringify({ id, ...product })).join(',\n')}\n]\n`
