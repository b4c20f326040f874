import * as z from 'zod/mini'
import { email, postalAddress } from '#shared/address.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import { type Condition, IS_NEW, type Store, type Write } from '#shared/store/store.ts'
import { recipientKey } from './keys.ts'

export const recipient = z.object({ ...postalAddress.shape, email })
export type Recipient = z.infer<typeof recipient>

const stored = z.object({
  /** +1 with each correction; 0 while the parcels go where the order was confirmed for. */
  version: z.int(),
  /** How many labels are bought for it, or being bought. */
  labels: z.int(),
  recipient: z.optional(sealed),
})

/**
 * Where an order's parcels go: the one item that corrections and labels exclude each other by. A label is
 * bought on condition of the version it is made for; the recipient changes on condition of no label.
 */
export interface OrdersRecipient {
  readonly version: number
  readonly labels: number
  /** As corrected; undefined: as the order was confirmed. */
  readonly corrected: Recipient | undefined
  readonly unchanged: Condition
}

export async function readRecipient(
  { store, personal }: { store: Store; personal: Personal },
  id: OrderId,
): Promise<OrdersRecipient> {
  const item = await store.get(recipientKey(id))
  if (!item) return { version: 0, labels: 0, corrected: undefined, unchanged: IS_NEW }
  const { version, labels, recipient: box } = stored.parse(item)
  const corrected = box && (await personal.open(box, recipient))
  return { version, labels, corrected, unchanged: [['version', '=', version]] }
}

/** Of who may not know where: which correction an order's parcels follow. */
export async function readRecipientVersion(store: Pick<Store, 'get'>, id: OrderId): Promise<number> {
  const item = await store.get(recipientKey(id))
  return item ? stored.parse(item).version : 0
}

/** One label more, or one less, made for the recipient as it was read. */
export const labelsWrite = (
  id: OrderId,
  { version, unchanged }: OrdersRecipient,
  change: 1 | 0 | -1,
): Write => ({ update: recipientKey(id), set: { version }, add: { labels: change }, when: unchanged })

/** Another recipient, on condition that no label was made meanwhile. */
export const correctedWrite = async (
  personal: Personal,
  id: OrderId,
  { version, unchanged }: OrdersRecipient,
  corrected: Recipient,
): Promise<Write> => ({
  update: recipientKey(id),
  set: { version: version + 1, recipient: await personal.seal(id, corrected) },
  add: { labels: 0 },
  when: unchanged === IS_NEW ? IS_NEW : [...unchanged, ['labels', '=', 0]],
})
