import { decimals, markdownTable } from '../measure/table.ts'
import type { BundleFigures } from './figures.ts'

export function bundlesTable({ functions }: BundleFigures): string {
  const rows = functions.map(({ name, kB, gzipKB, loadMs }) => [
    name,
    decimals(kB, 0),
    decimals(gzipKB, 0),
    decimals(loadMs, 0),
  ])
  return markdownTable(['function', 'kB', 'gzip kB', 'load ms'], rows)
}
