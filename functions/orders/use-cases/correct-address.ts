import { nameOfPlace, taxedOtherwise } from '#contexts/checkout/contract/taxed-places.ts'
import type { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import type { PostalAddress } from '#shared/address.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { refuseAddress } from '../contract/broken-address-rules.ts'
import { isSame, sameWords } from '../domain/check-address.ts'
import { released } from '../domain/decide-holds.ts'
import { type OrderDetails, type People, people } from '../domain/details.ts'
import type { Fact } from '../domain/facts.ts'
import type { Order } from '../domain/order.ts'
import { ENDING, TERMINAL } from '../domain/status.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export interface CorrectAddress {
  readonly id: OrderId
  readonly shippingAddress: PostalAddress
  readonly cause: Cause
}

/**
 * Sends an order to another address of the same price and tax, until a label is made.
 * 1. The address must follow its country's rules, and stay where price and tax are the same.
 * 2. Shipping is asked: it alone knows whether a label is made this moment. After its yes every label has the
 *    new address.
 * 3. The order keeps it, and releases what waited for it, unless it knows of a newer one by then: an order has the
 *    address that its parcels go to. The older of two is done all the same, as if it had come a moment earlier,
 *    and both are answered with the order as it is.
 * Refusals: not_found, conflict (nothing is sent any more), address_invalid, quote_needed, label_exists.
 */
export const makeCorrectAddress =
  (deps: OrderDeps & Pick<Outside, 'changeRecipient'>) =>
  async ({ id, shippingAddress, cause }: CorrectAddress): Promise<Outcome<OrderId>> => {
    const order = await deps.orders.load(id)
    if (!order) return refuse('not_found', 'There is no such order that you may see.')
    const details = await detailsOf(deps, id)
    const who = await deps.personal.open(details.people, people)
    if (!who) return refuse('not_found', 'There is no such order that you may see.')
    const refusal = refusalOf(order, details, who, shippingAddress)
    if (refusal) return refusal
    const recipient = await deps.personal.seal(id, { customer: who.customer, shippingAddress })
    const answer = await askShipping(deps, {
      orderId: id,
      correlationId: cause.correlationId,
      knownVersion: knownOf(order),
      recipient,
    })
    if (answer.outcome === 'label_exists')
      return refuse(
        'label_exists',
        `A label was made for the old address${answer.trackingNumber ? `, ${answer.trackingNumber}` : ''}: void it first, or ask the carrier.`,
      )
    const corrected = await deps.personal.seal(id, { ...who, shippingAddress })
    await changeOrder(deps, id, cause, (current) =>
      answer.version > knownOf(current)
        ? { facts: correctedFacts(current, answer.version), people: corrected }
        : { facts: [] },
    )
    return success(id)
  }

/** The newest correction that the order knows of; 0 before any, and where it is from before they were counted. */
const knownOf = ({ recipientVersion = 0 }: Order): number => recipientVersion

/** Asks until no other correction comes between what is known and what is wanted. */
async function askShipping(
  deps: Pick<Outside, 'changeRecipient'>,
  request: RequestOf<typeof changeRecipient>,
) {
  let { knownVersion } = request
  const { answer } = await untilNoConflict(async () => {
    const answer = await deps.changeRecipient({ ...request, knownVersion })
    if (answer.outcome !== 'superseded') return { ok: true as const, answer }
    knownVersion = answer.version
    return { ok: false as const, code: 'version_conflict' as const }
  })
  return answer
}

const correctedFacts = ({ holds }: Order, recipientVersion: number): Fact[] => [
  { type: 'address_corrected', recipientVersion },
  ...holds
    .filter(({ reason }) => reason === 'address')
    .map((hold) => released(hold, 'The address was corrected.')),
]

function refusalOf(
  order: Order,
  { shipping, taxedPlaces }: OrderDetails,
  { customer, shippingAddress: before }: People,
  given: PostalAddress,
): Refusal | undefined {
  if (ENDING.has(order.status) || TERMINAL.has(order.status) || order.shippedAt || !before)
    return refuse('conflict', `The order is ${order.status}: nothing of it is sent to an address any more.`)
  const invalid = refuseAddress(given, { phone: customer.phone })
  if (invalid) return invalid
  const fixed = (['country', 'region'] as const).filter((part) => !isSame(part, before, given))
  // What is delivered on its day is priced for its city.
  const city = shipping.level === 'same_day' && !sameWords(before.city, given.city) ? (['city'] as const) : []
  const errors = [...fixed, ...city].map((part) => ({
    pointer: `/shippingAddress/${part}`,
    code: 'quote_needed',
    detail: `It was priced for ${before[part] ?? 'none'}: order anew for another ${part}.`,
  }))
  if (errors[0]) return refuse('quote_needed', errors[0].detail, errors)
  const there = taxedOtherwise(taxedPlaces, given)
  if (!there) return undefined
  const detail = `Other taxes hold in ${nameOfPlace(given.country, there)} than those that the order was made with: cancel it, and order anew for this address.`
  return refuse('quote_needed', detail, [
    { pointer: '/shippingAddress/postalCode', code: 'quote_needed', detail },
  ])
}
