import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { exchangeRate } from './exchange-rate.ts'
import { taxTableId } from './terms.ts'

/** A merchant's tax table was written, with so many rows; removed, with none. */
export const taxTableChanged = defineEvent({
  type: 'tax_table.changed',
  source: 'checkout',
  data: z.strictObject({ tableId: taxTableId, rows: z.int() }),
})

export const exchangeRatesChanged = defineEvent({
  type: 'exchange_rates.changed',
  source: 'checkout',
  data: z.strictObject({ rates: z.array(exchangeRate) }),
})
