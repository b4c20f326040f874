import { category } from '#contexts/catalog/contract/categories.ts'
import { product } from '#contexts/catalog/contract/types.ts'
import { after, days, hours } from '#shared/clock.ts'
import { categoryId, productId } from '#shared/ids.ts'
import { A_PICTURE } from '#simulation/outside/pictures.ts'
import { causeOf, STAFF } from '#simulation/people/acts.ts'
import type { World } from '#simulation/world.ts'
import { aProduct } from '#support/shop.ts'
import type { Scenario } from '../scenario.ts'

async function put(world: World, id: string, content: object, ifMatch?: number): Promise<void> {
  const written = product.parse(aProduct(content))
  await world.catalog.putProduct(
    { id: productId.parse(id), product: written, ifMatch },
    causeOf(world, STAFF),
  )
  await world.agenda.settle()
}

const putCategory = (world: World, id: string, content: object = {}) =>
  world.catalog.putCategory(
    {
      id: categoryId.parse(id),
      category: category.parse({ name: { en: id }, ...content }),
      ifMatch: undefined,
    },
    causeOf(world, STAFF),
  )

/** Asks for a form, and sends it; the id by which it is looked at. */
async function upload(world: World, bytes: Uint8Array) {
  const request = { kind: 'image', fileName: 'coat.jpg', bytes: bytes.length } as const
  const asked = await world.catalog.requestUpload(request, causeOf(world, STAFF))
  if (!asked.ok) throw new Error(asked.detail)
  world.catalog.files.upload(asked.value.upload, { bytes })
  return asked.value.id
}

const SIZES = {
  options: [
    {
      id: 'size',
      name: { en: 'Size' },
      values: ['s', 'm'].map((id) => ({ id, name: { en: id } })),
    },
  ],
  variants: ['s', 'm'].map((size) => ({ sku: `COAT-${size}`, options: { size }, barcode: `C-${size}` })),
}

/** Imports a file, and starts it once more, as somebody does who thinks that it stands still. */
async function importFile(world: World, text: string): Promise<void> {
  const made = await world.catalog.requestImport('csv', causeOf(world, STAFF))
  if (!made.ok) throw new Error(made.detail)
  const { id, upload } = made.value
  world.catalog.files.upload(upload, { bytes: new TextEncoder().encode(text) })
  await world.catalog.startImport(id, causeOf(world, STAFF))
  await world.catalog.startImport(id, causeOf(world, STAFF))
  await world.agenda.settle()
  const end = await world.catalog.readImport(id)
  if (!end.ok || end.value.done !== 3 || end.value.refused !== 1)
    throw new Error(`the import ended as ${JSON.stringify(end)}`)
}

const FILE = [
  'id,sku,name.en,price.JPY,taxClass,kind,weightGrams,lengthMm,widthMm,heightMm,option.size,categories',
  'CAP,,Cap,2000,standard,physical,100,200,200,100,,clothes',
  'SCARF,SCARF-S,Scarf,3000,standard,physical,100,200,200,100,s,',
  'SOCKS,,Socks,9.99,standard,physical,100,200,200,100,,',
  'SCARF,SCARF-M,,,,,120,,,,m,',
].join('\n')

export const catalog: readonly Scenario[] = [
  {
    name: 'an assortment that changes',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      await putCategory(world, 'clothes')
      await putCategory(world, 'coats', { parent: 'clothes' })
      await put(world, 'COAT', { ...SIZES, categories: ['coats'] })
      await put(world, 'COAT', { ...SIZES, variants: SIZES.variants.slice(1) }, 1)
      await put(world, 'COAT', { ...SIZES, status: 'archived' }, 2)
      await world.catalog.putSynonyms(
        { synonyms: { en: [['coat', 'jacket']] }, ifMatch: undefined },
        causeOf(world, STAFF),
      )
      await world.catalog.removeCategory(
        { id: categoryId.parse('coats'), ifMatch: undefined },
        causeOf(world, STAFF),
      )
    },
  },
  {
    name: 'products that are imported and exported',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      await putCategory(world, 'clothes')
      await importFile(world, FILE)
      const made = await world.catalog.requestExport('csv', causeOf(world, STAFF))
      await world.agenda.settle()
      const end = made.ok ? await world.catalog.readExport(made.value.id) : made
      if (!end.ok || end.value.status !== 'done')
        throw new Error(`the export ended as ${JSON.stringify(end)}`)
    },
  },
  {
    name: 'a product that is published later',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      await put(world, 'NOVEL', { publishAt: after(world.clock.now(), hours(2)) })
      await world.agenda.pass(hours(4))
    },
  },
  {
    name: 'pictures: one, a text that is called one, one that a product waits for, and one that nobody looks at',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      for (const bytes of [A_PICTURE, new TextEncoder().encode('no picture')]) {
        const id = await upload(world, bytes)
        await world.catalog.processMedia(id, causeOf(world, STAFF))
        await world.agenda.settle()
      }
      const id = await upload(world, A_PICTURE)
      await put(world, 'COAT', { media: [{ mediaId: id }] })
      await world.catalog.processMedia(id, causeOf(world, STAFF))
      await upload(world, A_PICTURE)
      await world.agenda.pass(days(2))
    },
  },
]
