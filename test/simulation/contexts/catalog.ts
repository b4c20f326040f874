import { type FreshIndex, makeFreshIndex } from '#contexts/catalog/adapters/search/fresh-index.ts'
import { makeTransferFiles } from '#contexts/catalog/adapters/transfer-files.ts'
import { makeExportItems, makeImportItems } from '#contexts/catalog/adapters/transfer-items.ts'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { transferSubscriptions } from '#contexts/catalog/contract/interchange-events.ts'
import { subscriptions } from '#contexts/catalog/contract/subscriptions.ts'
import { listeners } from '#contexts/catalog/handlers/listeners.ts'
import { transferListeners } from '#contexts/catalog/handlers/transfer-listeners.ts'
import { makePutCategory, makeRemoveCategory } from '#contexts/catalog/use-cases/categories.ts'
import { makeReadExport, makeRequestExport } from '#contexts/catalog/use-cases/export-products.ts'
import { makeForgetUploads } from '#contexts/catalog/use-cases/forget-uploads.ts'
import { makeProcessMedia } from '#contexts/catalog/use-cases/process-media.ts'
import { makePublishDue } from '#contexts/catalog/use-cases/publish-due.ts'
import { makePutProduct } from '#contexts/catalog/use-cases/put-product.ts'
import { makeReadFiles, makeReadProduct } from '#contexts/catalog/use-cases/read-products.ts'
import {
  makeReadImport,
  makeRequestImport,
  makeStartImport,
} from '#contexts/catalog/use-cases/request-import.ts'
import { makeRequestUpload } from '#contexts/catalog/use-cases/request-upload.ts'
import { makeGatherIndex } from '#contexts/catalog/use-cases/search/gather-index.ts'
import { makeKeepIndex } from '#contexts/catalog/use-cases/search/keep-index.ts'
import { makeRefreshSearch } from '#contexts/catalog/use-cases/search/refresh-search.ts'
import { makeListProducts, makeSearchProducts } from '#contexts/catalog/use-cases/search/search-products.ts'
import { makePutSynonyms } from '#contexts/catalog/use-cases/search/synonyms.ts'
import { SYSTEM } from '#shared/actor.ts'
import { hours } from '#shared/clock.ts'
import { readEach } from '#shared/store/read-many.ts'
import type { Ground } from '../ground.ts'
import { PICTURES } from '../outside/pictures.ts'
import { causeOf } from '../people/acts.ts'

export function openCatalog(ground: Ground) {
  const deps = ground.commit('catalog')
  // Each minute as it is deployed; no order waits for it.
  ground.schedule('catalog.publish-due', hours(1), () => makePublishDue(deps)(causeOf(ground, SYSTEM)))
  const { objects, house } = ground.files()
  const media = { ...deps, objects, mediaUrl: 'https://media.example', pictures: async () => PICTURES }
  ground.schedule('catalog.forget-uploads', hours(6), makeForgetUploads(media))
  ground.listen({
    name: 'catalog.on-event',
    definitions: subscriptions,
    listeners: listeners({ store: deps.store, refresh: makeRefreshSearch(deps) }),
  })
  // What a process has in memory ends with it: each look is that of a new one.
  const opened = () => makeFreshIndex({ ...deps, objects, gather: makeGatherIndex(deps) })
  const index: FreshIndex = {
    newest: () => opened().newest(),
    search: (request) => opened().search(request),
    suggest: (request) => opened().suggest(request),
  }
  const search = { index, clock: ground.clock }
  ground.schedule('catalog.keep-index', hours(1), makeKeepIndex({ ...deps, objects, index }))
  ground.serve(productFiles, makeReadFiles(deps))
  const transfers = {
    ...deps,
    imports: makeImportItems(deps),
    exports: makeExportItems(deps),
    files: makeTransferFiles(objects),
    readMany: readEach(deps.store),
  }
  ground.listen({
    name: 'catalog.transfers',
    definitions: transferSubscriptions,
    listeners: transferListeners(async () => transfers),
  })
  return {
    deps,
    ...ground.operations('catalog', {
      putProduct: makePutProduct(deps),
      putCategory: makePutCategory(deps),
      removeCategory: makeRemoveCategory(deps),
      requestImport: makeRequestImport(transfers),
      startImport: makeStartImport(transfers),
      requestExport: makeRequestExport(transfers),
      requestUpload: makeRequestUpload(media),
      processMedia: makeProcessMedia(media),
      putSynonyms: makePutSynonyms(deps),
    }),
    readImport: makeReadImport(transfers),
    readExport: makeReadExport(transfers),
    /** As they are, and as S3 takes uploads. */
    files: house,
    readProduct: makeReadProduct(media),
    listProducts: makeListProducts({ ...search, mediaUrl: media.mediaUrl }),
    searchProducts: makeSearchProducts({ ...search, mediaUrl: media.mediaUrl }),
  }
}
