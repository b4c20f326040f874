import { apiHandler, reply, route } from '#shared/http/api.ts'
import { pageHeaders } from '#shared/pages/reply.ts'
import { getOpenApi, readDocs } from '../contract/operations.ts'
import { document } from '../domain/document.ts'
import { DOCS_POLICY, docsPage } from '../page/docs-page.ts'

const json = JSON.stringify(document)
const html = docsPage(document)
const CACHED = { 'cache-control': 'public, max-age=300' }

export const handler = apiHandler('reference.api', [
  route(getOpenApi, async () => reply(json, CACHED)),
  route(readDocs, async () => reply(html, { ...CACHED, ...pageHeaders(DOCS_POLICY) })),
])
