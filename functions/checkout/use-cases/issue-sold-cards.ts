import type { orderGiftCardsBought } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import { causedBy, type EventOf, happened } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault, success } from '#shared/outcomes.ts'
import { makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import { readSoldUnits, soldUnitWrite } from '../adapters/order-card-items.ts'
import { giftCardSold } from '../contract/events.ts'
import { lastFourOf } from '../contract/gift-card-code.ts'
import { emptyCard } from '../domain/gift-card.ts'
import { drawCode, type IssueDeps } from './issue-gift-card.ts'

type Bought = EventOf<typeof orderGiftCardsBought>
type Unit = Bought['data']['lines'][number] & { readonly unit: number }

/**
 * Issues the gift cards that an order has bought and paid, each unit once. Primary course:
 * 1. passes by units that have their card already, or were given back before;
 * 2. of each other one draws a code, and writes the card under the hash of it, with its first entry, whose unit it
 *    is, and for its buyer the code, sealed in the event that it is mailed from: in one commit.
 */
export const makeIssueSoldCards =
  (deps: IssueDeps) =>
  async (event: Bought): Promise<void> => {
    const { orderId, lines } = event.data
    const known = await readSoldUnits(deps.store, orderId)
    const isKnown = ({ sku, unit }: Unit) => known.some((one) => one.sku === sku && one.unit === unit)
    const units = lines.flatMap((line): Unit[] =>
      Array.from({ length: line.quantity }, (_, index) => ({ ...line, unit: index + 1 })),
    )
    for (const unit of units) if (!isKnown(unit)) await untilNoConflict(() => issue(deps, event, unit))
  }

async function issue(deps: IssueDeps, event: Bought, { sku, unit, name, unitPrice }: Unit) {
  const { data, personal } = event
  const { orderId, number, locale, country } = data
  if (!personal) throw new Fault(`${event.type} of ${orderId} names nobody to send a gift card to`)
  const { code, id } = drawCode(deps)
  const sold = { orderId, sku, unit }
  const about = { orderId, number, locale, ...(country ? { country } : {}) }
  const issuedAt = deps.clock.now().toISOString()
  const committed = await makeGiftCardRepository(deps).commit({
    before: undefined,
    card: emptyCard({ id, currency: unitPrice.currency, lastFour: lastFourOf(code), issuedAt, sold }),
    entries: [{ kind: 'issued', amount: unitPrice.amount, orderId }],
    told: [
      happened(
        giftCardSold,
        { ...about, giftCardId: id, sku, name, amount: unitPrice },
        { subjectId: orderId, value: { customer: personal.customer, code } },
      ),
    ],
    cause: causedBy(event, SYSTEM),
    writes: [soldUnitWrite(orderId, { sku, unit, giftCardId: id })],
  })
  note({ orderId, outcome: committed.ok ? 'issued' : committed.code })
  // Else a twin of this event has issued it, or it was given back meanwhile.
  return committed.ok || committed.code === 'condition_failed'
    ? success(undefined)
    : { ok: false as const, code: committed.code }
}
