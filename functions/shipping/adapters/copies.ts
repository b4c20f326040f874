import * as z from 'zod/mini'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { promise, shippingChoice } from '#contexts/orders/contract/types.ts'
import type { Customer, PostalAddress } from '#shared/address.ts'
import type { LocationId, OrderId } from '#shared/ids.ts'
import { sku } from '#shared/ids.ts'
import { price } from '#shared/money.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { locationKey, orderKey } from './keys.ts'
import { type Recipient, readRecipient, recipient } from './recipients.ts'

/** Couriers call the recipient: the customer's own number serves where the address has none. */
export const recipientOf = ({ phone, email }: Customer, address: PostalAddress): Recipient => ({
  ...address,
  ...(address.phone || !phone ? {} : { phone }),
  email,
})

const orderCopy = z.object({
  /** Of the event it was taken from: only a higher one replaces it. */
  copied: z.int(),
  number: z.string(),
  locale: z.string(),
  promise,
  shipping: shippingChoice,
  lines: z.array(z.object({ sku, name: z.string(), unitPrice: price })),
})

/** What is needed of an order to ship it. */
export type OrderCopy = z.infer<typeof orderCopy> & {
  readonly recipient: Recipient | undefined
}

const orderItem = z.object({ ...orderCopy.shape, recipient: z.optional(sealed) })

export const orderCopyItem = async (personal: Personal, id: OrderId, copy: OrderCopy): Promise<Item> => ({
  ...orderKey(id),
  entity: 'order',
  ...copy,
  recipient: copy.recipient && (await personal.seal(id, copy.recipient)),
})

export async function readOrderCopy(
  deps: { store: Store; personal: Personal },
  id: OrderId,
): Promise<(OrderCopy & { readonly recipientVersion: number }) | undefined> {
  const item = await deps.store.get(orderKey(id))
  if (!item) return undefined
  const { recipient: box, ...copy } = orderItem.parse(item)
  const { version, corrected } = await readRecipient(deps, id)
  const confirmed = box && (await deps.personal.open(box, recipient))
  return { ...copy, recipient: corrected ?? confirmed, recipientVersion: version }
}

/** A stock location, and what was last published of it. */
const locationHeader = z.object({
  location: stockLocationChanged.data,
  copied: z.int(),
  /** SHA-256 of the rates that were last published, base64url. */
  ratesHash: z.string(),
  version: z.int(),
  sequence: z.int(),
})
export type LocationHeader = z.infer<typeof locationHeader>

export const readLocationHeader = (item: Item): LocationHeader => locationHeader.parse(item)

export async function readLocation(store: Store, id: LocationId): Promise<LocationHeader | undefined> {
  const item = await store.get(locationKey(id))
  return item && readLocationHeader(item)
}
