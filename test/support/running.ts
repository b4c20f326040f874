import { readFileSync } from 'node:fs'
import { Outputs } from '#local/outputs.ts'
import { openShop } from './shop.ts'

/** The Cartwright that `npm test` has started for the journeys. */
const path = process.env['CARTWRIGHT_OUTPUTS']
if (!path)
  throw new Error(
    'CARTWRIGHT_OUTPUTS names no outputs.json: run the journeys by `npm test -- test/journeys`, which starts what they need',
  )

export const outputs = Outputs.parse(JSON.parse(readFileSync(path, 'utf8')))
export const shop = openShop(outputs)
