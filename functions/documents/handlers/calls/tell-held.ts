import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDocumentArchive } from '../../adapters/document-archive.ts'
import { tellDocumentsHeld } from '../../contract/held.ts'
import { makeTellDocumentsHeld } from '../../use-cases/tell-held.ts'

const prepare = once(async () =>
  makeTellDocumentsHeld({ archive: makeDocumentArchive(await makeRuntime().commitDeps()) }),
)

export const handler = callableHandler(tellDocumentsHeld, async (request) => {
  note({ subject: request.customerId, count: request.orderIds.length })
  return { held: await (await prepare())(request) }
})
