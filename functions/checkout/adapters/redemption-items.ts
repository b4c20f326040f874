import * as z from 'zod/mini'
import { type OrderId, orderId, type PromotionId } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import type { UsedPromotion } from '../contract/calls.ts'
import type { PromotionBooks } from '../domain/promotion-invariants.ts'
import { type Counted, type Redemption, redemption } from '../domain/redemption.ts'
import { addUse, addUseOfCode, readCode, readPromotion, readUses } from './promotion-items.ts'

const redemptionKey = (id: OrderId): Key => ({ pk: `REDEMPTION#${id}`, sk: 'RECORD' })
const byCustomerKey = (id: PromotionId, customerKey: string): Key => ({
  pk: `PROMOTION#${id}`,
  sk: `CUSTOMER#${customerKey}`,
})
/** Beside a promotion each order that uses it: what its counts are looked through by. */
const byOrderKey = (id: PromotionId, order: OrderId): Key => ({ pk: `PROMOTION#${id}`, sk: `ORDER#${order}` })
const firstOrderKey = (customerKey: string): Key => ({ pk: `CUSTOMER#${customerKey}`, sk: 'FIRST_ORDER' })

const counter = z.object({ used: z.int() })
const firstOrder = z.object({ orderId })

export async function readRedemption(store: Store, id: OrderId): Promise<Redemption | undefined> {
  const item = await store.get(redemptionKey(id))
  return item && redemption.parse(item)
}

/** The first order that is known of a customer, by all of their fingerprints. */
export async function readFirstOrder(
  store: Store,
  customerKeys: readonly string[],
): Promise<OrderId | undefined> {
  const items = await Promise.all(customerKeys.map((key) => store.get(firstOrderKey(key))))
  const found = items.find((item) => item !== undefined)
  return found && firstOrder.parse(found).orderId
}

async function usesBy(store: Store, id: PromotionId, customerKey: string): Promise<number | undefined> {
  const item = await store.get(byCustomerKey(id, customerKey))
  return item && counter.parse(item).used
}

/** How the uses of a promotion stand; undefined where it is gone, as the price that was seen holds without it. */
export async function readCounted(
  store: Store,
  { promotionId: id, code }: UsedPromotion,
  customer: { readonly keys: readonly string[]; readonly hasOrdered: boolean },
): Promise<Counted | undefined> {
  const [stored, inAll, byCustomer, ofCode] = await Promise.all([
    readPromotion(store, id),
    readUses(store, id),
    Promise.all(customer.keys.map((key) => usesBy(store, id, key))),
    code === undefined ? undefined : readCode(store, code),
  ])
  if (!stored) return undefined
  const { limits, conditions } = stored.promotion
  return {
    id,
    code: ofCode?.uses === undefined ? undefined : code,
    most: {
      inAll: limits?.inAll,
      perCustomer: limits?.perCustomer,
      ofCode: ofCode?.uses,
      firstOrder: conditions?.firstOrder === true,
    },
    used: {
      inAll,
      byCustomer: byCustomer.reduce<number>((sum, used) => sum + (used ?? 0), 0),
      underKey: byCustomer[0],
      ofCode: ofCode?.used ?? 0,
      hasOrdered: customer.hasOrdered,
    },
  }
}

/**
 * Takes the uses, all or none. What everybody shares is added to on condition that one is left, so that many may
 * come at once; a customer's own count on condition that it is as it was read.
 */
export function redeemWrites(
  taken: Redemption & { readonly customerKey: string },
  counted: readonly Counted[],
): Write[] {
  const { orderId: id, customerKey } = taken
  return [
    { put: { ...redemptionKey(id), ...taken }, when: IS_NEW },
    ...counted.flatMap(({ id: promotion, code, most, used }): Write[] => [
      addUse(promotion, most.inAll),
      {
        update: byCustomerKey(promotion, customerKey),
        add: { used: 1 },
        when: [used.underKey === undefined ? ['used', 'absent'] : ['used', '=', used.underKey]],
      },
      { put: { ...byOrderKey(promotion, id), customerKey, ...(code === undefined ? {} : { code }) } },
      ...(code === undefined ? [] : [addUseOfCode(code, most.ofCode)]),
    ]),
    ...(taken.isFirst ? [firstOrderWrite(customerKey, id)] : []),
  ]
}

/** Gives back what an order has taken; once, as the record says that it is released from then on. */
export function releaseWrites({ orderId: id, uses, customerKey, isFirst }: Redemption): Write[] {
  const ofCustomer = (key: string): Write[] => [
    ...uses.map(({ promotionId }) => ({ update: byCustomerKey(promotionId, key), add: { used: -1 } })),
    ...(isFirst ? [{ delete: firstOrderKey(key) }] : []),
  ]
  return [
    { update: redemptionKey(id), set: { state: 'released' }, when: [['state', '=', 'redeemed']] },
    ...uses.flatMap(({ promotionId, code }) => [
      addUse(promotionId, undefined, -1),
      { delete: byOrderKey(promotionId, id) },
      ...(code === undefined ? [] : [addUseOfCode(code, undefined, -1)]),
    ]),
    ...(customerKey === undefined ? [] : ofCustomer(customerKey)),
  ]
}

export const tombstoneWrite = (of: Redemption): Write => ({
  put: { ...redemptionKey(of.orderId), ...of },
  when: IS_NEW,
})

/** Notes a customer's first order, unless one is known. */
export const firstOrderWrite = (customerKey: string, id: OrderId): Write => ({
  put: { ...firstOrderKey(customerKey), orderId: id },
  when: IS_NEW,
})

const byCustomer = z.object({ sk: z.string().check(z.startsWith('CUSTOMER#')), used: z.int() })
const byOrder = z.object({
  sk: z.string().check(z.startsWith('ORDER#')),
  customerKey: z.string(),
  code: z.optional(z.string()),
})

/** A promotion's counts beside the orders that use it. */
export async function readPromotionBooks(store: Store, id: PromotionId): Promise<PromotionBooks> {
  const items = await queryAll(store, { partition: `PROMOTION#${id}` })
  const all = <Schema extends z.ZodMiniType>(schema: Schema) =>
    items.flatMap((item) => {
      const parsed = z.safeParse(schema, item)
      return parsed.success ? [parsed.data] : []
    })
  const orders = all(byOrder)
  const codes = new Set(orders.flatMap(({ code }) => code ?? []))
  return {
    id,
    used: await readUses(store, id),
    redeemed: orders.length,
    byCustomer: all(byCustomer).map(({ sk, used }) => ({
      used,
      redeemed: orders.filter(({ customerKey }) => sk === `CUSTOMER#${customerKey}`).length,
    })),
    codes: await Promise.all(
      [...codes].map(async (code) => {
        const { uses = 0, used = 0 } = (await readCode(store, code)) ?? {}
        return { uses, used, redeemed: orders.filter((order) => order.code === code).length }
      }),
    ),
  }
}
