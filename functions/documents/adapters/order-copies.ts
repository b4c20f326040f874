import * as z from 'zod/mini'
import type { OrderId } from '#shared/ids.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import { IS_NEW, queryAll, type Store } from '#shared/store/store.ts'
import { papersSubject } from '../contract/held.ts'
import {
  type Buyer,
  buyer,
  type Cancellation,
  cancellation,
  type OrderFacts,
  orderFacts,
} from '../domain/order-facts.ts'
import { CANCELLED, cancelledKey, capturedKey, failedRefundKey, orderKey, orderPk } from './keys.ts'

const copy = z.object({ order: orderFacts, buyer: sealed })
const captured = z.object({ captured: z.int() })

export type OrderCopies = ReturnType<typeof makeOrderCopies>

/** What papers need of an order, as its events told it. */
export function makeOrderCopies({ store, personal }: { store: Store; personal: Personal }) {
  async function keepBuyer(id: OrderId, who: Buyer, heard: number): Promise<void> {
    const known = { buyer: await personal.seal(papersSubject(id), who), heard }
    const first = await store.commit([{ put: { ...orderKey(id), entity: 'order', ...known }, when: IS_NEW }])
    if (!first.ok) await store.commit([{ update: orderKey(id), set: known, when: [['heard', '<', heard]] }])
  }
  return {
    /** Written once, as an order's lines and prices do not change; `heard` is the sequence of its event. */
    async keep(
      id: OrderId,
      { order, buyer: who, heard }: { order: OrderFacts; buyer: Buyer; heard: number },
    ) {
      await keepBuyer(id, who, heard)
      await store.commit([{ update: orderKey(id), set: { order }, when: [['order', 'absent']] }])
    },

    /** It may come before the order does; an older address never replaces a newer one. */
    correct: (id: OrderId, { buyer: who, heard }: { buyer: Buyer; heard: number }): Promise<void> =>
      keepBuyer(id, who, heard),

    async keepCancellation(id: OrderId, what: Cancellation): Promise<void> {
      const item = { ...cancelledKey(id, what.change), entity: 'cancellation', ...what }
      await store.commit([{ put: item, when: IS_NEW }])
    },

    /** Only more replaces what is known: captures add up. */
    async keepCaptured(id: OrderId, amount: number): Promise<void> {
      const item = { ...capturedKey(id), entity: 'captured', captured: amount }
      const first = await store.commit([{ put: item, when: IS_NEW }])
      if (!first.ok)
        await store.commit([
          { update: capturedKey(id), set: { captured: amount }, when: [['captured', '<', amount]] },
        ])
    },

    /** The money of a refund stayed here, or came back. */
    async keepFailedRefund(id: OrderId, refundId: string): Promise<void> {
      await store.commit([
        { put: { ...failedRefundKey(id, refundId), entity: 'failed_refund' }, when: IS_NEW },
      ])
    },

    hasFailed: async (id: OrderId, refundId: string): Promise<boolean> =>
      (await store.get(failedRefundKey(id, refundId))) !== undefined,

    async find(id: OrderId): Promise<{ order: OrderFacts; buyer: Buyer } | undefined> {
      const item = await store.get(orderKey(id))
      // Where an address was corrected and the order never confirmed, there is nothing to put on paper.
      if (item?.['order'] === undefined) return undefined
      const { order, buyer: box } = copy.parse(item)
      const who = await personal.open(box, buyer)
      return who && { order, buyer: who }
    },

    async cancellations(id: OrderId): Promise<Cancellation[]> {
      const items = await queryAll(store, { partition: orderPk(id), sort: { beginsWith: CANCELLED } })
      return items.map((item) => cancellation.parse(item))
    },

    /** Minor units; 0 where nothing is known to be captured. */
    async captured(id: OrderId): Promise<number> {
      const item = await store.get(capturedKey(id))
      return item ? captured.parse(item).captured : 0
    },
  }
}
