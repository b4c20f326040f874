import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { makePutCategory, makeRemoveCategory } from '#contexts/catalog/use-cases/categories.ts'
import { makePublishDue } from '#contexts/catalog/use-cases/publish-due.ts'
import { makePutProduct } from '#contexts/catalog/use-cases/put-product.ts'
import {
  makeListProducts,
  makeReadFiles,
  makeReadProduct,
} from '#contexts/catalog/use-cases/read-products.ts'
import { SYSTEM } from '#shared/actor.ts'
import { hours } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'
import { causeOf } from '../people/acts.ts'

export function openCatalog(ground: Ground) {
  const deps = ground.commit('catalog')
  // Each minute as it is deployed; no order waits for it.
  ground.schedule('catalog.publish-due', hours(1), () => makePublishDue(deps)(causeOf(ground, SYSTEM)))
  ground.serve(productFiles, makeReadFiles(deps))
  return {
    deps,
    ...ground.operations('catalog', {
      putProduct: makePutProduct(deps),
      putCategory: makePutCategory(deps),
      removeCategory: makeRemoveCategory(deps),
    }),
    readProduct: makeReadProduct(deps),
    listProducts: makeListProducts(deps),
  }
}
