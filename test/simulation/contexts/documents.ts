import { makeDocumentArchive } from '#contexts/documents/adapters/document-archive.ts'
import { makeOrderCopies } from '#contexts/documents/adapters/order-copies.ts'
import { makeSlipCopies } from '#contexts/documents/adapters/slip-copies.ts'
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { subscriptions } from '#contexts/documents/contract/subscriptions.ts'
import { listeners } from '#contexts/documents/handlers/listeners.ts'
import { makeListDocuments } from '#contexts/documents/use-cases/read-documents.ts'
import { makeTellDocumentsHeld } from '#contexts/documents/use-cases/tell-held.ts'
import type { Ground } from '../ground.ts'

export function openDocuments(ground: Ground) {
  const commit = ground.commit('documents')
  const deps = {
    ...commit,
    orderTokens: ground.orderTokens,
    seller: ground.config.seller,
    archive: makeDocumentArchive(commit),
    orders: makeOrderCopies(commit),
    slips: makeSlipCopies(commit.store),
  }
  ground.listen({
    name: 'documents.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => deps),
  })
  const tellHeld = makeTellDocumentsHeld(deps)
  ground.serve(tellDocumentsHeld, async (request) => ({ held: await tellHeld(request) }))
  return { deps, listDocuments: makeListDocuments(deps) }
}
