import { apiHandler, nextPage, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import type { Outcome } from '#shared/outcomes.ts'
import * as operations from '../contract/interchange-operations.ts'
import { makeReadExport, makeRequestExport } from '../use-cases/export-products.ts'
import { makeDownloadReport, makeReadReport } from '../use-cases/read-report.ts'
import {
  makeListImports,
  makeReadImport,
  makeRequestImport,
  makeStartImport,
} from '../use-cases/request-import.ts'
import { transferDeps } from './transfer-dependencies.ts'

const deps = once(transferDeps)

const answer = <T>(outcome: Outcome<T>) => (outcome.ok ? reply(outcome.value) : outcome)

export const handler = apiHandler('catalog.interchange', [
  route(operations.requestImport, async ({ body, cause }) =>
    answer(await makeRequestImport(await deps())(body.format, cause)),
  ),
  route(operations.startImport, async ({ params, cause }) =>
    answer(await makeStartImport(await deps())(params.importId, cause)),
  ),
  route(operations.readImport, async ({ params }) =>
    answer(await makeReadImport(await deps())(params.importId)),
  ),
  route(operations.listImports, async ({ query }) => reply(await makeListImports(await deps())(query))),
  route(operations.readImportReport, async ({ params, query }) =>
    answer(await makeReadReport(await deps())(params.importId, query)),
  ),
  route(operations.downloadImportReport, async ({ params, query }) => {
    const page = await makeDownloadReport(await deps())(params.importId, query)
    if (!page.ok) return page
    const path = operations.downloadImportReport.path.replace('{importId}', params.importId)
    return reply(page.value.text, nextPage(path, query, page.value.nextCursor))
  }),
  route(operations.requestExport, async ({ body, cause }) =>
    answer(await makeRequestExport(await deps())(body.format, cause)),
  ),
  route(operations.readExport, async ({ params }) =>
    answer(await makeReadExport(await deps())(params.exportId)),
  ),
])
