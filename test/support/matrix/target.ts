import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { clientConfig } from '#local/aws.ts'
import { stageOf } from '#local/outputs.ts'
import { sdkSecrets } from '#shared/aws/sdk-secrets.ts'
import { systemClock } from '#shared/clock.ts'
import { orderId } from '#shared/ids.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { makeSecrets } from '#shared/secrets.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { fulfillmentOrdersOf, labeled, pack, pick } from '../outside.ts'
import { actOn, givenGoods, orderThatIs, placeOrder, readOrder, type Shop } from '../shop.ts'
import type { LinkKind } from './link-rows.ts'

/** What refused callers aim at: an order in work, labeled and held, with the ids of all that belongs to it. */
export interface Target {
  readonly ids: Readonly<Record<string, string>>
  readonly trackingToken: string
  /** The token by which a guest may act on an order that is not the target. */
  readonly otherOrderToken: string
  /** A cancelled order's tokens by what they are for. */
  readonly links: Readonly<Record<LinkKind, string>>
  /** Tokens of the same order that open nothing any more, or never did. */
  readonly deadLinks: Readonly<Record<string, string>>
}

export async function makeTarget(shop: Shop): Promise<Target> {
  const { sku, location, quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote)
  const [other, links] = await Promise.all([
    anotherOrder(shop),
    cancelledOrder(shop),
    prepare(shop, order.id),
  ])
  const { fulfillmentOrders, shipments, holds } = await readOrder(shop, order.id)
  const [work, shipment, hold] = [fulfillmentOrders[0], shipments[0], holds[0]]
  if (!work || !shipment || !hold) throw new Error(`the order ${order.id} lacks work, a shipment or a hold`)
  return {
    ids: {
      ...{ orderId: order.id, fulfillmentOrderId: work.id, shipmentId: shipment.id, holdId: hold.id },
      ...{ sku, id: location, locationId: location },
      ...{ token: order.tracking.token, orderToken: order.tracking.token },
    },
    trackingToken: order.tracking.token,
    otherOrderToken: other,
    ...links,
  }
}

/** The warehouse packs, then staff hold the order. */
async function prepare(shop: Shop, id: string): Promise<void> {
  const [work] = await fulfillmentOrdersOf(shop, id)
  if (!work) throw new Error(`${id} has no work`)
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
  const held = await actOn(shop, id, 'holds', { reason: 'Nobody is to change this order' })
  if (held.status >= 300) throw new Error(`the hold answered ${held.status}: ${held.text}`)
}

async function anotherOrder(shop: Shop): Promise<string> {
  const { quote } = await givenGoods(shop)
  return (await placeOrder(shop, quote)).orderToken ?? ''
}

async function cancelledOrder(shop: Shop): Promise<Pick<Target, 'links' | 'deadLinks'>> {
  const { quote } = await givenGoods(shop)
  const order = await placeOrder(shop, quote)
  await orderThatIs(shop, order.id, 'processing')
  await actOn(shop, order.id, 'cancel', { reason: 'only its links are of interest' })
  await orderThatIs(shop, order.id, 'cancelled')
  return linksOf(shop, order.id, order.orderToken ?? '', order.tracking.token)
}

const HOUR_MS = 3_600_000

/** The links that mails carry, made with the stage's own key, and such as nobody should be let in by. */
async function linksOf(shop: Shop, id: string, order: string, tracking: string) {
  const { outputs } = shop
  const client = new SecretsManagerClient(clientConfig(outputs.awsEndpoint))
  const tokens = makeOrderTokens(
    makeSecrets(sdkSecrets(client), stageOf(outputs), systemClock).signing('tokens'),
  )
  client.destroy()
  const strangers = makeOrderTokens(aSecret('a secret that is not the stage’s'))
  const known = orderId.parse(id)
  const [later, earlier] = [HOUR_MS, -HOUR_MS].map((ms) => new Date(Date.now() + ms).toISOString())
  const act = (name: 'pay' | 'correct' | 'withdraw' | 'download', until = later ?? '') =>
    tokens.issueForAct(name, known, until)
  return {
    links: {
      ...{ tracking, order },
      ...{
        pay: await act('pay'),
        correct: await act('correct'),
        withdraw: await act('withdraw'),
        download: await act('download'),
      },
    },
    deadLinks: {
      'a word': 'nobody',
      'order token with another letter': `${order.slice(0, -2)}${order.at(-2) === 'A' ? 'B' : 'A'}${order.slice(-1)}`,
      'order token under another key': await strangers.issue('act', known),
      'tracking token under another key': await strangers.issue('track', known),
      'pay link that has expired': await act('pay', earlier),
      'correct link that has expired': await act('correct', earlier),
      'withdraw link that has expired': await act('withdraw', earlier),
      'download link that has expired': await act('download', earlier),
    },
  }
}

const any = z.unknown()
/** What time alone does not change. */
const stable = {
  order: z.object({
    ...{ status: any, paymentStatus: any, fulfillmentStatus: any, lines: any, totals: any, due: any },
    ...{ holds: any, fulfillmentOrders: any },
  }),
  shipment: z.object({ status: any, trackingNumber: any, promise: any }),
  history: z.object({ items: z.array(z.looseObject({ actor: z.object({ kind: z.string() }) })) }),
}

/** All that a refused request could have changed, as the API tells it. */
export async function stateOf(shop: Shop, { ids }: Target): Promise<unknown> {
  const { orderId: id = '', sku = '', fulfillmentOrderId, shipmentId } = ids
  const read = async (path: string) => shop.machine.get(path)
  const bodies = [`/orders/${id}/payment`, `/orders/${id}/refunds`, `/orders/${id}/notes`].concat(
    `/stock/${sku}`,
    `/fulfillment-orders/${fulfillmentOrderId}`,
    `/products/${sku}`,
  )
  const { items: history } = (await read(`/orders/${id}/history?limit=100`)).as(stable.history)
  const shipment = (await read(`/shipments/${shipmentId}`)).as(stable.shipment)
  return {
    order: (await read(`/orders/${id}`)).as(stable.order),
    acts: history.filter(({ actor }) => actor.kind !== 'system'),
    shipment,
    rest: await Promise.all(bodies.map(async (path) => (await read(path)).body)),
  }
}
