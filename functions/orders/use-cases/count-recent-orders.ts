import { after, hours } from '#shared/clock.ts'
import type { OrderIndex } from '../adapters/order-index.ts'
import { people } from '../domain/details.ts'
import { emailTerm } from '../domain/search-terms.ts'
import type { OrderDeps } from './ports.ts'
import type { OrdersWithinAnHour } from './workflow-steps.ts'

/** Beyond so many it does not matter how many. */
const ENOUGH = 100

/** How many orders an email address has placed within the last hour, this one included, by the index of the desk. */
export const makeOrdersWithinAnHour =
  ({
    index,
    personal,
    clock,
  }: Pick<OrderDeps, 'personal' | 'clock'> & { index: OrderIndex }): OrdersWithinAnHour =>
  async (sealed) => {
    const who = await personal.open(sealed, people)
    if (!who) return 0
    const term = emailTerm(who.customer.email, personal.fingerprint)
    const places = await index.places({ term }, { from: after(clock.now(), -hours(1)) }, ENOUGH)
    return places.length
  }
