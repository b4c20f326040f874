import { isDeepStrictEqual } from 'node:util'
import { type Cells, compact } from './cells.ts'
import type { Head } from './head.ts'

type Facts = Record<string, unknown>

/** What only the product as a whole says, from the cells that its lines have in common. */
export function productFacts(cells: Cells, head: Head): Facts {
  return {
    name: cells.texts('name'),
    description: cells.texts('description'),
    status: cells.text('status'),
    publishAt: cells.text('publishAt'),
    categories: cells.list('categories'),
    taxClass: cells.text('taxClass'),
    kind: cells.text('kind'),
    giftCard: cells.flag('giftCard'),
    related: cells.list('related'),
    sustainability: sustainabilityOf(cells, head),
  }
}

function sustainabilityOf(cells: Cells, head: Head): Facts | undefined {
  const column = 'sustainability.materials'
  const languages = head.after(column).filter((language) => language !== 'percent')
  const percents = cells.numbers(`${column}.percent`)
  const count = Math.max(
    percents?.length ?? 0,
    ...languages.map((language) => (cells.list(`${column}.${language}`) ?? []).length),
  )
  const names = cells.textLists(column, languages, count)
  const materials = names.map((name, place) => compact({ name, percent: percents?.[place] }))
  const facts = compact({
    origin: cells.text('sustainability.origin'),
    materials: percents || materials.length > 0 ? materials : undefined,
    certificates: cells.list('sustainability.certificates'),
    packaging: cells.texts('sustainability.packaging'),
    recycledPercent: cells.number('sustainability.recycledPercent'),
  })
  return Object.keys(facts).length > 0 ? facts : undefined
}

/** What variants have in common, or one of them says for itself. */
export function sharedFacts(cells: Cells, head: Head): Facts {
  return compact({
    prices: cells.prices(),
    weightGrams: cells.number('weightGrams'),
    lengthMm: cells.number('lengthMm'),
    widthMm: cells.number('widthMm'),
    heightMm: cells.number('heightMm'),
    packing: cells.list('packing'),
    download: downloadOf(cells),
    media: mediaOf(cells, head),
    models: modelsOf(cells),
  })
}

function downloadOf(cells: Cells): Facts | undefined {
  const facts = compact({ url: cells.text('download.url'), fileName: cells.raw('download.fileName') })
  return Object.keys(facts).length > 0 ? facts : undefined
}

function mediaOf(cells: Cells, head: Head): Facts[] | undefined {
  const ids = cells.list('media')
  const alts = cells.textLists('media.alt', head.after('media.alt'), ids?.length ?? 0)
  return ids?.map((mediaId, place) => compact({ mediaId, alt: alts[place] }))
}

const modelsOf = (cells: Cells): Facts[] | undefined =>
  cells.list('models')?.map((model) => {
    const [format = '', ...mediaId] = model.split(':')
    return { format, mediaId: mediaId.join(':') }
  })

/** A variant; of what it has in common with the others it says only what differs. */
export function variantOf(cells: Cells, head: Head, own: Facts, common: Facts): Facts {
  const differing = Object.entries(own).filter(([name, value]) => !isDeepStrictEqual(value, common[name]))
  const chosen = head.traits('option').map((id) => [id, cells.text(`option.${id}`)] as const)
  return compact({
    sku: cells.text('sku'),
    options: compact(Object.fromEntries(chosen)),
    barcode: cells.text('barcode'),
    ...Object.fromEntries(differing),
  })
}

/** Attributes, whose values stand in their own column, or options, whose values may be those of the variants. */
export function traitsOf(
  kind: 'attribute' | 'option',
  product: Cells,
  head: Head,
  variants: readonly Cells[],
): Facts[] | undefined {
  const order = product.list(`${kind}s`)
  const [language = 'en'] = Object.keys(product.texts('name') ?? {})
  const traits = [...new Set([...(order ?? []), ...head.traits(kind)])].flatMap((id) => {
    const column = `${kind}.${id}`
    const values = kind === 'attribute' ? product.list(column) : optionValues(column, product, variants)
    const name = product.texts(`${column}.name`)
    if (!values && !name && !order?.includes(id)) return []
    const names = product.textLists(`${column}.values`, head.after(`${column}.values`), values?.length ?? 0)
    return [
      {
        id,
        name: name ?? { [language]: id },
        values: (values ?? []).map((value, place) => ({
          id: value,
          name: names[place] ?? { [language]: value },
        })),
      },
    ]
  })
  return traits.length > 0 || order ? traits : undefined
}

function optionValues(column: string, product: Cells, variants: readonly Cells[]): string[] | undefined {
  const chosen = variants.flatMap((variant) => variant.text(column) ?? [])
  return product.list(`${column}.values`) ?? (chosen.length > 0 ? [...new Set(chosen)] : undefined)
}
