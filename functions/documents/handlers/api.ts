import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDocumentArchive } from '../adapters/document-archive.ts'
import { listGuestOrderDocuments, listOrderDocuments } from '../contract/operations.ts'
import { makeListDocuments, makeListGuestDocuments } from '../use-cases/read-documents.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const archive = makeDocumentArchive(await runtime.commitDeps())
  const deps = { archive, orderTokens: runtime.orderTokens }
  return { list: makeListDocuments(deps), listForGuest: makeListGuestDocuments(deps) }
})

export const handler = apiHandler('documents.api', [
  route(listOrderDocuments, async ({ params, query }) =>
    reply(await (await prepare()).list(params.orderId, query)),
  ),

  route(listGuestOrderDocuments, async ({ params, query }) => {
    const listed = await (await prepare()).listForGuest(params.orderToken, query)
    return listed.ok ? reply(listed.value) : listed
  }),
])
