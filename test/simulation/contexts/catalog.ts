import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { makePutProduct } from '#contexts/catalog/use-cases/put-product.ts'
import {
  makeListProducts,
  makeReadFiles,
  makeReadProduct,
} from '#contexts/catalog/use-cases/read-products.ts'
import type { Ground } from '../ground.ts'

export function openCatalog(ground: Ground) {
  const deps = ground.commit('catalog')
  ground.serve(productFiles, makeReadFiles(deps))
  return {
    deps,
    ...ground.operations('catalog', { putProduct: makePutProduct(deps) }),
    readProduct: makeReadProduct(deps),
    listProducts: makeListProducts(deps),
  }
}
