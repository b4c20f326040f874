import { isDeepStrictEqual } from 'node:util'
import { happened, type NewEvent } from '#shared/events.ts'
import type { ProductId, Sku } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import { priceChanged, productDrafted, productPublished, productWithdrawn } from '../contract/events.ts'
import type { Product } from '../contract/types.ts'
import { type ProductFault, productFaults } from './product-faults.ts'
import { skusOf, variantsOf } from './variants.ts'

export interface ProductState {
  readonly product: Product
  /** Whether anyone may see it: it is published, and its time has come. */
  readonly visible: boolean
  /** All SKUs that it ever had; they stay its own. */
  readonly skus: readonly Sku[]
}

export interface PutProduct {
  readonly id: ProductId
  readonly product: Product
  /** The version that the writer has seen; undefined where it thinks it is making a new one; any for who has seen none. */
  readonly ifMatch: number | undefined | 'any'
}

interface Decision {
  readonly after: ProductState
  /** None where it is already so. */
  readonly events: readonly NewEvent[]
}

/** The size of the JSON of a product, at most: its events are to fit the bus, which takes 256 kB. */
const MAX_BYTES = 100_000

const isVisible = ({ status, publishAt }: Product, now: Date): boolean =>
  status === 'published' && (publishAt === undefined || Date.parse(publishAt) <= now.getTime())

/**
 * What writing a product comes to.
 * Who replaces a product must name the version it replaces, so that nobody's change is lost unseen.
 */
export function decidePut(
  known: (ProductState & { readonly version: number }) | undefined,
  { id, product, ifMatch }: PutProduct,
  now: Date,
): Outcome<Decision, 'precondition_required' | 'precondition_failed' | 'too_large' | ProductFault['code']> {
  const seen = ifMatch === 'any' ? success('seen') : checkSeenVersion(`product ${id}`, known, ifMatch)
  if (!seen.ok) return seen
  const bytes = Buffer.byteLength(JSON.stringify(product))
  if (bytes > MAX_BYTES)
    return refuse('too_large', `The product has ${bytes} bytes; at most ${MAX_BYTES} are kept of one.`)
  const faults = productFaults(id, product)
  const [first] = faults
  if (first) return refuse(first.code, first.detail, faults)
  return success(
    known && isSame(known.product, product) ? { after: known, events: [] } : change(known, id, product, now),
  )
}

const isSame = (a: Product, b: Product): boolean => isDeepStrictEqual(inOneOrder(a), inOneOrder(b))

/** The order of prices says nothing. */
const inOneOrder = (product: Product): Product => ({
  ...product,
  prices: sorted(product.prices),
  ...(product.variants
    ? {
        variants: product.variants.map((variant) =>
          variant.prices ? { ...variant, prices: sorted(variant.prices) } : variant,
        ),
      }
    : {}),
})

const sorted = (prices: Product['prices']): Product['prices'] =>
  prices.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))

const sortKey = ({ currency, from = '', until = '' }: Product['prices'][number]): string =>
  `${currency} ${from} ${until}`

/** What becomes of a product whose time has come: it is shown, if it is not already. */
export function decidePublication(known: ProductState, id: ProductId, now: Date): Decision {
  const due = !known.visible && isVisible(known.product, now)
  return due ? change(known, id, known.product, now) : { after: known, events: [] }
}

function change(known: ProductState | undefined, id: ProductId, product: Product, now: Date): Decision {
  const current = skusOf(id, product)
  const after = {
    product,
    visible: isVisible(product, now),
    skus: [...new Set([...(known?.skus ?? []), ...current])],
  }
  return { after, events: eventsOf(known, after, id) }
}

function eventsOf(before: ProductState | undefined, after: ProductState, id: ProductId): NewEvent[] {
  const whole = { productId: id, ...after.product }
  if (!after.visible)
    return before?.visible
      ? [happened(productWithdrawn, { ...whole, skus: [...after.skus] })]
      : [happened(productDrafted, whole)]
  const variants = variantsOf(id, after.product)
  const sold = new Set(variants.map(({ sku }) => sku))
  const withdrawnSkus = after.skus.filter((sku) => !sold.has(sku))
  const published = happened(productPublished, { ...whole, variants, withdrawnSkus })
  const prices = pricesOf(id, after)
  return before?.visible && !isDeepStrictEqual(pricesOf(id, before), prices)
    ? [published, happened(priceChanged, { productId: id, variants: prices })]
    : [published]
}

const pricesOf = (id: ProductId, { product }: ProductState) =>
  variantsOf(id, product).map(({ sku, prices }) => ({ sku, prices }))

/** When a product is to be looked at again, as it is published later; undefined where nothing is to come. */
export const dueAt = ({ product, visible }: ProductState): string | undefined =>
  visible || product.status !== 'published' ? undefined : product.publishAt
