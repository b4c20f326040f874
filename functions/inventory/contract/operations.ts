import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { locationId, sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import {
  adjustment,
  adjustmentBody,
  ledgerEntry,
  safetyStockBody,
  safetyStockResource,
  stock,
  stockLocation,
  stockLocationResource,
} from './types.ts'

const location = z.strictObject({ id: locationId })
const place = z.strictObject({ sku, locationId })

export const putStockLocation = defineOperation({
  id: 'putStockLocation',
  context: 'inventory',
  method: 'PUT',
  path: '/v1/stock-locations/{id}',
  summary: 'Make a stock location, or replace the whole of it',
  access: 'stock:write',
  params: location,
  body: stockLocation,
  answer: stockLocationResource,
  refusals: ['precondition_required', 'precondition_failed'],
})

export const getStockLocation = defineOperation({
  id: 'getStockLocation',
  context: 'inventory',
  method: 'GET',
  path: '/v1/stock-locations/{id}',
  summary: 'Read a stock location',
  access: 'stock:read',
  params: location,
  answer: stockLocationResource,
  refusals: ['not_found'],
})

export const listStockLocations = defineOperation({
  id: 'listStockLocations',
  context: 'inventory',
  method: 'GET',
  path: '/v1/stock-locations',
  summary: 'List stock locations by priority',
  access: 'stock:read',
  query: z.strictObject(pageQuery),
  answer: listOf(stockLocationResource),
})

export const adjustStock = defineOperation({
  id: 'adjustStock',
  context: 'inventory',
  method: 'POST',
  path: '/v1/stock/adjustments',
  summary: 'Correct what is on hand: by a difference, or to a count',
  access: 'stock:write',
  body: adjustmentBody,
  answer: adjustment,
  status: 201,
  idempotent: true,
  refusals: ['unknown_location', 'not_enough_stock', 'idempotency_key_reused'],
})

export const getStock = defineOperation({
  id: 'getStock',
  context: 'inventory',
  method: 'GET',
  path: '/v1/stock/{sku}',
  summary: 'Read the levels of a SKU at all stock locations',
  access: 'stock:read',
  params: z.strictObject({ sku }),
  answer: stock,
})

export const listMovements = defineOperation({
  id: 'listMovements',
  context: 'inventory',
  method: 'GET',
  path: '/v1/stock/{sku}/movements',
  summary: 'List what changed the levels of a SKU, the newest first',
  access: 'stock:read',
  params: z.strictObject({ sku }),
  query: z.strictObject(pageQuery),
  answer: listOf(ledgerEntry),
})

export const putSafetyStock = defineOperation({
  id: 'putSafetyStock',
  context: 'inventory',
  method: 'PUT',
  path: '/v1/stock/{sku}/locations/{locationId}',
  summary: 'Say how much of a SKU a location keeps back from sale',
  access: 'stock:write',
  params: place,
  body: safetyStockBody,
  answer: safetyStockResource,
  refusals: ['not_found', 'precondition_required', 'precondition_failed'],
})

export const getSafetyStock = defineOperation({
  id: 'getSafetyStock',
  context: 'inventory',
  method: 'GET',
  path: '/v1/stock/{sku}/locations/{locationId}',
  summary: 'Read how much of a SKU a location keeps back from sale',
  access: 'stock:read',
  params: place,
  answer: safetyStockResource,
  refusals: ['not_found'],
})

export const operations = [
  putStockLocation,
  getStockLocation,
  listStockLocations,
  adjustStock,
  getStock,
  listMovements,
  putSafetyStock,
  getSafetyStock,
]
