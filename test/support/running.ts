import { testOutputs } from './outputs.ts'
import { openShop } from './shop.ts'

/** The Cartwright that the journeys of this run share. */
export const outputs = testOutputs()
export const shop = openShop(outputs)
