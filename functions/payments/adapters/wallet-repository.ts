import * as z from 'zod/mini'
import { type Clock, hours } from '#shared/clock.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import { EXISTS, IS_NEW, type Key, type Store } from '#shared/store/store.ts'

/** What is kept of a customer's saved cards: the gateway's names alone. */
export const wallet = z.object({
  customerId,
  /** The gateway's name for the customer, who has the cards there. */
  gatewayCustomer: z.string(),
  /** The card that the customer chose to be offered first. */
  defaultMethodId: z.optional(z.string()),
})
export type Wallet = z.infer<typeof wallet>

const walletKey = (id: CustomerId): Key => ({ pk: `WALLET#${id}`, sk: 'HEADER' })

export type WalletRepository = ReturnType<typeof makeWalletRepository>

export function makeWalletRepository({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const load = async (id: CustomerId): Promise<Wallet | undefined> => {
    const item = await store.get(walletKey(id))
    return item?.['closed'] ? undefined : item && wallet.parse(item)
  }
  return {
    load,

    /** Keeps a new wallet; where there is one already, that one stays, and is the answer: none, once it was closed. */
    async open(opened: Wallet): Promise<Wallet | undefined> {
      const put = { ...walletKey(opened.customerId), entity: 'wallet', ...opened }
      const { ok } = await store.commit([{ put, when: IS_NEW }])
      return ok ? opened : load(opened.customerId)
    },

    async chooseDefault(id: CustomerId, defaultMethodId: string): Promise<void> {
      await store.commit([{ update: walletKey(id), set: { defaultMethodId }, when: EXISTS }])
    },

    /** For good: a tombstone stays, so that nothing which is still under way opens another. */
    async close(id: CustomerId): Promise<void> {
      const remove = ['gatewayCustomer', 'defaultMethodId']
      await store.commit([{ update: walletKey(id), set: { closed: true }, remove }])
    },

    /**
     * Counts one more of at most `most` within an hour of the clock. Where there were so many already it counts none,
     * and answers in how many whole seconds the next hour begins.
     */
    async countBegun(id: CustomerId, most: number): Promise<{ counted: true } | { nextIn: number }> {
      const now = clock.now()
      const key = { pk: `WALLET#${id}`, sk: `BEGUN#${now.toISOString().slice(0, 13)}` }
      const ttl = Math.ceil((now.getTime() + hours(2)) / 1_000)
      const first = await store.commit([{ put: { ...key, entity: 'begun', begun: 1, ttl }, when: IS_NEW }])
      if (first.ok) return { counted: true }
      const next = await store.commit([{ update: key, add: { begun: 1 }, when: [['begun', '<', most]] }])
      if (next.ok) return { counted: true }
      return { nextIn: Math.ceil((hours(1) - (now.getTime() % hours(1))) / 1_000) }
    },
  }
}
