import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { exportId, importId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { exportView, format, importView, reportLine, requestedImport } from './interchange.ts'

const served = { context: 'catalog', servedBy: 'interchange' } as const
const byImport = z.strictObject({ importId })

export const requestImport = defineOperation({
  ...served,
  id: 'requestImport',
  method: 'POST',
  path: '/v1/imports',
  summary: 'Ask for an upload of products in CSV or JSON, 50,000 lines and 20 MB at most; then start it',
  access: 'catalog:write',
  body: z.strictObject({ format }),
  answer: requestedImport,
  status: 201,
})

export const startImport = defineOperation({
  ...served,
  id: 'startImport',
  method: 'POST',
  path: '/v1/imports/{importId}/start',
  summary: 'Start an import whose file is uploaded, or let one that stands still go on where it was',
  access: 'catalog:write',
  params: byImport,
  answer: importView,
  refusals: ['not_found', 'conflict'],
})

export const readImport = defineOperation({
  ...served,
  id: 'readImport',
  method: 'GET',
  path: '/v1/imports/{importId}',
  summary: 'Read how far an import is',
  access: 'catalog:read',
  params: byImport,
  answer: importView,
  refusals: ['not_found'],
})

export const listImports = defineOperation({
  ...served,
  id: 'listImports',
  method: 'GET',
  path: '/v1/imports',
  summary: 'List imports, the newest first',
  access: 'catalog:read',
  query: z.strictObject(pageQuery),
  answer: listOf(importView),
})

/** Which lines of a report. */
const which = {
  result: z.optional(z.enum(['done', 'refused'])),
  ...pageQuery,
}

export const readImportReport = defineOperation({
  ...served,
  id: 'readImportReport',
  method: 'GET',
  path: '/v1/imports/{importId}/report',
  summary:
    'Read what became of each line, product by product as they first appear in the file; the parts that are done',
  access: 'catalog:read',
  params: byImport,
  query: z.strictObject(which),
  answer: listOf(reportLine),
  refusals: ['not_found'],
})

export const downloadImportReport = defineOperation({
  ...served,
  id: 'downloadImportReport',
  method: 'GET',
  path: '/v1/imports/{importId}/report.csv',
  summary:
    'The same as CSV, a line for each fault; `link: <...>; rel="next"` leads to the next page, whose text follows on',
  access: 'catalog:read',
  params: byImport,
  query: z.strictObject({ result: which.result, cursor: which.cursor }),
  contentType: 'text/csv; charset=utf-8',
  refusals: ['not_found'],
})

export const requestExport = defineOperation({
  ...served,
  id: 'requestExport',
  method: 'POST',
  path: '/v1/exports',
  summary: 'Write all products, whatever their status, to a file that can be imported again',
  access: 'catalog:read',
  body: z.strictObject({ format }),
  answer: exportView,
  status: 201,
})

export const readExport = defineOperation({
  ...served,
  id: 'readExport',
  method: 'GET',
  path: '/v1/exports/{exportId}',
  summary: 'Read whether an export is done, and where its file is',
  access: 'catalog:read',
  params: z.strictObject({ exportId }),
  answer: exportView,
  refusals: ['not_found'],
})

export const interchangeOperations = [
  requestImport,
  startImport,
  readImport,
  listImports,
  readImportReport,
  downloadImportReport,
  requestExport,
  readExport,
]
