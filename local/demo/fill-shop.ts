import { z } from 'zod'
import { givenStock, openShop, put, type Shop } from '#support/shop.ts'
import { emulatorNote } from '../emulator-note.ts'
import { fingerprint } from '../fingerprint.ts'
import { type Outputs, stageOf } from '../outputs.ts'
import { ROOT } from '../places.ts'
import type { Steps } from '../steps.ts'
import { PRODUCTS } from './catalog/all-products.ts'
import { CATEGORY_LIST } from './catalog/categories.ts'
import { type MediaIds, productBody } from './catalog/product-body.ts'
import { LOCATIONS, STOCK } from './catalog/stock.ts'
import { counter, sideBySide } from './side-by-side.ts'
import { makeSizes, PICTURES, UploadedPictures, uploadPictures } from './upload-pictures.ts'

/** More would only wait for each other in the local AWS. */
const AT_ONCE = 8

const FilledShop = z.object({
  /** Hash of the catalog and its pictures. */
  catalog: z.string(),
  pictures: UploadedPictures,
})

/**
 * Fills the shop with the demo catalog, by the public API as a merchant would.
 * 1. Do nothing where this very catalog is there: what a person has changed in it since stays so.
 * 2. Make stock locations and categories.
 * 3. Upload the pictures that have changed, and receive stock, each piece of it once.
 * 4. Publish the products: the shop can be opened.
 * What is left to do then, it answers:
 * 5. Make the sizes of the pictures; each is shown as soon as it has them.
 * 6. Note it.
 * A start that was broken off before the note begins again, and ends with the same shop.
 */
export async function fillShop(outputs: Outputs, steps: Steps): Promise<() => Promise<void>> {
  const note = emulatorNote(outputs.awsEndpoint, `laptop/${stageOf(outputs)}/demo-catalog`, FilledShop)
  const catalog = fingerprint(ROOT, ['local/demo/catalog', 'local/demo/pictures'], isNoTest)
  const earlier = await steps.step('look for the demo catalog', () => note.read())
  if (earlier?.catalog === catalog) return async () => undefined
  const shop = openShop(outputs)
  await steps.step('make stock locations and categories', async (progress) => {
    const onDone = counter(LOCATIONS.length + CATEGORY_LIST.length, progress)
    await Promise.all([makeLocations(shop, onDone), makeCategories(shop, onDone)])
  })
  const [{ all: pictures, added }] = await steps.step('upload pictures, receive stock', (progress) => {
    const onDone = counter(PICTURES.length + STOCK.length, progress)
    return Promise.all([uploadPictures(shop, earlier?.pictures ?? {}, onDone), receiveStock(shop, onDone)])
  })
  const mediaIds = new Map(Object.entries(pictures).map(([file, { mediaId }]) => [file, mediaId]))
  await steps.step('publish products', (progress) =>
    publishProducts(shop, mediaIds, counter(PRODUCTS.length, progress)),
  )
  return async () => {
    await steps.step('make the sizes of the pictures', (progress) =>
      makeSizes(shop, added, counter(Object.keys(added).length, progress)),
    )
    await note.write({ catalog, pictures })
  }
}

const isNoTest = (path: string): boolean => !path.endsWith('.test.ts')

/** Parents first, and one after the other: they are one tree, which takes one change at a time. */
async function makeCategories(shop: Shop, onDone: () => void): Promise<void> {
  const depthOf = (id: string): number => {
    const parent = CATEGORY_LIST.find((category) => category.id === id)?.parent
    return parent === undefined ? 0 : 1 + depthOf(parent)
  }
  const items = CATEGORY_LIST.map((category, position) => ({ ...category, position })).sort(
    (a, b) => depthOf(a.id) - depthOf(b.id),
  )
  await sideBySide({ items, atOnce: 1, onDone }, ({ id, ...category }) =>
    put(shop.machine, `/categories/${id}`, category),
  )
}

async function publishProducts(shop: Shop, mediaIds: MediaIds, onDone: () => void): Promise<void> {
  await sideBySide({ items: PRODUCTS, atOnce: AT_ONCE, onDone }, (product) => {
    const path = `/products/${product.id}`
    return put(shop.machine, path, productBody(product, mediaIds), `/catalog${path}`)
  })
}

async function receiveStock(shop: Shop, onDone: () => void): Promise<void> {
  await sideBySide({ items: STOCK, atOnce: AT_ONCE, onDone }, ({ locationId, sku, quantity }) =>
    givenStock(shop, locationId, sku, quantity, `demo-catalog-${locationId}-${sku}-${quantity}`),
  )
}

async function makeLocations(shop: Shop, onDone: () => void): Promise<void> {
  await sideBySide({ items: LOCATIONS, atOnce: AT_ONCE, onDone }, ({ id, ...location }) =>
    put(shop.machine, `/stock-locations/${id}`, location),
  )
}
