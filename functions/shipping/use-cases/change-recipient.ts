import * as z from 'zod/mini'
import { customer, postalAddress } from '#shared/address.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import { IS_NEW, type Store } from '#shared/store/store.ts'
import { recipientOf } from '../adapters/copies.ts'
import { correctionKey } from '../adapters/keys.ts'
import { shipmentsOfOrder } from '../adapters/parcel-repository.ts'
import { correctedWrite, readRecipient } from '../adapters/recipients.ts'
import { changeRecipient } from '../contract/calls.ts'

type Answer = AnswerOf<typeof changeRecipient>

interface Deps {
  readonly store: Store
  readonly personal: Personal
}

const people = z.object({ customer, shippingAddress: postalAddress })
const stored = z.object({ answer: changeRecipient.answer })

/**
 * Sends an order's parcels to another address, unless a label is made for the old one. Primary course:
 * 1. Answer a correction that was asked for before as it was answered.
 * 2. Write the recipient, on condition that no label is bought, or being bought, and the answer with it. It
 *    stands beside the copy of the order, which may not be here yet.
 * Refusal: `label_exists`, with the tracking number of one where there is one.
 */
export const makeChangeRecipient =
  (deps: Deps) =>
  async ({ orderId, correctionId, recipient }: RequestOf<typeof changeRecipient>): Promise<Answer> => {
    const who = await deps.personal.open(recipient, people)
    if (!who) throw new Fault(`a recipient of ${orderId} is given who was erased`)
    const { answer } = await untilNoConflict(async () => {
      const known = await deps.store.get(correctionKey(orderId, correctionId))
      if (known) return { ok: true as const, ...stored.parse(known) }
      const found = await readRecipient(deps, orderId)
      const given: Answer = found.labels > 0 ? await labelExists(deps, orderId) : { outcome: 'changed' }
      const corrected = recipientOf(who.customer, who.shippingAddress)
      const change = await correctedWrite(deps.personal, orderId, found, corrected)
      const kept = { ...correctionKey(orderId, correctionId), entity: 'correction', answer: given }
      const committed = await deps.store.commit([
        { put: kept, when: IS_NEW },
        ...(given.outcome === 'changed' ? [change] : []),
      ])
      return committed.ok
        ? { ok: true as const, answer: given }
        : { ok: false as const, code: 'version_conflict' as const }
    })
    return answer
  }

async function labelExists(deps: Deps, orderId: OrderId): Promise<Answer> {
  const shipments = await shipmentsOfOrder(deps, orderId)
  const [trackingNumber] = shipments.flatMap(({ shipment }) => shipment.trackingNumber ?? [])
  return { outcome: 'label_exists', ...(trackingNumber ? { trackingNumber } : {}) }
}
