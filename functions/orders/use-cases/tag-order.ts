import { type Cause, happened } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { tagWrites } from '../adapters/order-index.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import { MAX_TAGS } from '../contract/desk-types.ts'
import { orderTagged } from '../contract/events.ts'
import { type Amendment, about, amendOrder } from './amend-order.ts'

interface Tagging {
  readonly id: OrderId
  readonly tags: readonly string[]
  readonly cause: Cause
}

interface TagDeps {
  readonly orders: OrderRepository
}

/**
 * Replaces the tags of an order; the index by which it is found changes with them. Refusals: not_found;
 * precondition_required without `ifMatch`; precondition_failed where it names another version.
 */
export const makePutTags = (deps: TagDeps) => async (request: Tagging & { ifMatch: number | undefined }) => {
  const { id, ifMatch, cause } = request
  const tagged = await amendOrder(deps, id, cause, (order) => {
    if (ifMatch === undefined)
      return refuse(
        'precondition_required',
        `Send If-Match with the order's ETag, now "${order.version}": its tags are replaced.`,
      )
    return ifMatch === order.version
      ? success(retagged(order, request.tags))
      : refuse(
          'precondition_failed',
          `The order has version ${order.version}, not ${ifMatch}. Read it again, then decide.`,
        )
  })
  if (!tagged.ok) return tagged
  const { tags = [], version } = tagged.value
  return success({ orderId: id, tags, version })
}

/** Gives an order more tags; those it has stay. Refusals: not_found; impossible where they would be over 20. */
export const makeAddTags =
  (deps: TagDeps) =>
  ({ id, tags, reason, cause }: Tagging & { reason: string }): Promise<Outcome<StoredOrder>> =>
    amendOrder(deps, id, cause, (order) => {
      const all = new Set([...(order.tags ?? []), ...tags])
      return all.size <= MAX_TAGS
        ? success(retagged(order, [...all], reason))
        : refuse(
            'impossible',
            `The order would have ${all.size} tags; at most ${MAX_TAGS} are kept. Take some off first.`,
          )
    })

function retagged(order: StoredOrder, given: readonly string[], reason?: string): Amendment {
  const tags = [...new Set(given)]
  const before = order.tags ?? []
  const same = tags.length === before.length && tags.every((tag) => before.includes(tag))
  return {
    after: { ...order, tags },
    events: same
      ? []
      : [happened(orderTagged, { ...about(order), tags, ...(reason === undefined ? {} : { reason }) })],
    writes: tagWrites(order, before, tags),
  }
}
