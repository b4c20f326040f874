import type { Store } from '#shared/store/store.ts'
import { offerOf, readAutomatic, readOffer } from '../adapters/promotion-items.ts'
import { plainCode } from '../contract/promotions.ts'
import type { Offer } from '../domain/pricing/apply-promotions.ts'

export interface Offers {
  readonly offers: readonly Offer[]
  /** Codes that lead to nothing, as they were sent. */
  readonly unknownCodes: readonly string[]
}

/** The promotions that may apply now: all automatic ones, and those that codes ask for, each code once. */
export async function findOffers(store: Store, codes: readonly string[], now: Date): Promise<Offers> {
  const sent = new Map(codes.map((typed) => [plainCode(typed), typed]))
  const [automatic, asked] = await Promise.all([
    readAutomatic(store, now).then((found) => Promise.all(found.map((each) => offerOf(store, each)))),
    Promise.all([...sent.keys()].map((code) => readOffer(store, code))),
  ])
  return {
    offers: [...automatic, ...asked.filter((offer) => offer !== undefined)],
    unknownCodes: [...sent.values()].filter((_, index) => asked[index] === undefined),
  }
}
