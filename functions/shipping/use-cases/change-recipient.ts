import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { customer, postalAddress } from '#shared/address.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { recipientOf } from '../adapters/copies.ts'
import { shipmentsOfOrder } from '../adapters/parcel-repository.ts'
import {
  correctedWrite,
  type OrdersRecipient,
  type Recipient,
  readRecipient,
} from '../adapters/recipients.ts'
import type { changeRecipient } from '../contract/calls.ts'

type Answer = AnswerOf<typeof changeRecipient>

interface Deps {
  readonly store: Store
  readonly personal: Personal
}

const people = z.object({ customer, shippingAddress: postalAddress })

/**
 * Sends an order's parcels to another address, unless a label is made for the old one. Primary course:
 * 1. Read where they go, and answer what needs no change.
 * 2. Write the recipient, on condition that it is still of that version and no label is bought, or being bought.
 *    It stands beside the copy of the order, which may not be here yet.
 * Refusals: `label_exists`, with the tracking number of one where there is one; `superseded`.
 */
export const makeChangeRecipient =
  (deps: Deps) =>
  async ({ orderId, knownVersion, recipient }: RequestOf<typeof changeRecipient>): Promise<Answer> => {
    const who = await deps.personal.open(recipient, people)
    if (!who) throw new Fault(`a recipient of ${orderId} is given who was erased`)
    const wanted = recipientOf(who.customer, who.shippingAddress)
    const { answer } = await untilNoConflict(async () => {
      const found = await readRecipient(deps, orderId)
      const answer = await withoutChange(deps, orderId, found, { wanted, knownVersion })
      if (answer) return { ok: true as const, answer }
      const committed = await deps.store.commit([await correctedWrite(deps.personal, orderId, found, wanted)])
      return committed.ok
        ? { ok: true as const, answer: { outcome: 'changed' as const, version: found.version + 1 } }
        : { ok: false as const, code: 'version_conflict' as const }
    })
    return answer
  }

/**
 * What is answered where nothing is to be written. An address that is in force already is a correction whose reply
 * was lost, also where its label was bought since. Without a label, somebody who knows that version insists on it:
 * they get a newer one, for which the carrier is asked again.
 */
async function withoutChange(
  deps: Deps,
  orderId: OrderId,
  { version, labels, corrected }: OrdersRecipient,
  { wanted, knownVersion }: { readonly wanted: Recipient; readonly knownVersion: number },
): Promise<Answer | undefined> {
  const isKnown = version === knownVersion
  const isInForce = isDeepStrictEqual(corrected, wanted)
  if (isInForce && (labels > 0 || !isKnown)) return { outcome: 'changed', version }
  if (labels > 0) return labelExists(deps, orderId)
  return isKnown ? undefined : { outcome: 'superseded', version }
}

async function labelExists(deps: Deps, orderId: OrderId): Promise<Answer> {
  const shipments = await shipmentsOfOrder(deps, orderId)
  const [trackingNumber] = shipments.flatMap(({ shipment }) => shipment.trackingNumber ?? [])
  return { outcome: 'label_exists', ...(trackingNumber ? { trackingNumber } : {}) }
}
