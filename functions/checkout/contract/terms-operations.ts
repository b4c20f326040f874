import * as z from 'zod/mini'
import { listOf, time } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'
import { exchangeRate } from './exchange-rate.ts'
import { exchangeRatesBody, taxTableBody, taxTableId, taxTableResource } from './terms.ts'

const served = { context: 'checkout', servedBy: 'terms' } as const
const byId = z.strictObject({ id: taxTableId })

export const putTaxTable = defineOperation({
  ...served,
  id: 'putTaxTable',
  method: 'PUT',
  path: '/v1/tax-tables/{id}',
  summary: 'Write your own tax rates, as JSON or CSV; they stand before the ones that are built in',
  access: 'catalog:write',
  params: byId,
  body: taxTableBody,
  takesCsv: true,
  answer: taxTableResource,
  refusals: ['precondition_required', 'precondition_failed', 'table_invalid'],
})

export const getTaxTable = defineOperation({
  ...served,
  id: 'getTaxTable',
  method: 'GET',
  path: '/v1/tax-tables/{id}',
  summary: 'Read one of your tax tables',
  access: 'catalog:read',
  params: byId,
  answer: taxTableResource,
  refusals: ['not_found'],
})

export const listTaxTables = defineOperation({
  ...served,
  id: 'listTaxTables',
  method: 'GET',
  path: '/v1/tax-tables',
  summary: 'List your tax tables, and how many rows each has',
  access: 'catalog:read',
  answer: listOf(z.strictObject({ id: taxTableId, version: z.int(), changedAt: time, rowCount: z.int() })),
})

export const removeTaxTable = defineOperation({
  ...served,
  id: 'removeTaxTable',
  method: 'DELETE',
  path: '/v1/tax-tables/{id}',
  summary: 'Remove a tax table; the rates that are built in hold again',
  access: 'catalog:write',
  params: byId,
  answer: taxTableResource,
  refusals: ['not_found', 'precondition_failed'],
})

export const setExchangeRates = defineOperation({
  ...served,
  id: 'setExchangeRates',
  method: 'POST',
  path: '/v1/exchange-rates',
  summary:
    'Set the rates of a day, as JSON or CSV: prices that are not set in a currency are converted by them',
  access: 'catalog:write',
  body: exchangeRatesBody,
  takesCsv: true,
  answer: listOf(exchangeRate),
  refusals: ['table_invalid'],
})

export const listExchangeRates = defineOperation({
  ...served,
  id: 'listExchangeRates',
  method: 'GET',
  path: '/v1/exchange-rates',
  summary: 'List the newest rate of each currency',
  access: 'catalog:read',
  answer: listOf(exchangeRate),
})

export const termsOperations = [
  putTaxTable,
  getTaxTable,
  listTaxTables,
  removeTaxTable,
  setExchangeRates,
  listExchangeRates,
]
