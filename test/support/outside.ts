import * as z from 'zod/mini'
import { eventually } from './eventually.ts'
import * as shapes from './shapes.ts'
import { actOn, readOrder, type Shop } from './shop.ts'

const fulfillmentOrders = shapes.listOf(shapes.fulfillmentOrder)

/** The fulfillment orders of an order, once there are so many. */
export const fulfillmentOrdersOf = (
  shop: Shop,
  orderId: string,
  howMany = 1,
): Promise<shapes.FulfillmentOrder[]> =>
  eventually(`${howMany} fulfillment orders of ${orderId}`, async () => {
    const { items } = (await shop.machine.get(`/fulfillment-orders?orderId=${orderId}`)).as(fulfillmentOrders)
    return items.length >= howMany && items
  })

/** Picks by scanning each line's barcode, or its SKU where it has none. */
export async function pick(shop: Shop, work: shapes.FulfillmentOrder): Promise<void> {
  const scans = work.lines.map(({ sku, barcode, quantity }) => ({ code: barcode ?? sku, quantity }))
  ok(await shop.machine.post(`/fulfillment-orders/${work.id}/pick`, { body: { scans } }), 'pick')
}

/** Packs all in one box of 300 x 200 x 100 mm. */
export async function pack(shop: Shop, work: shapes.FulfillmentOrder, weightGrams = 1_200): Promise<void> {
  const parcels = [{ lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams }]
  ok(await shop.machine.post(`/fulfillment-orders/${work.id}/pack`, { body: { parcels } }), 'pack')
}

export const labeled = (shop: Shop, work: shapes.FulfillmentOrder) =>
  eventually(`${work.id} has its label`, async () => {
    const now = (await shop.machine.get(`/fulfillment-orders/${work.id}`)).as(shapes.fulfillmentOrder)
    return now.status === 'labeled' && now
  })

export async function handOver(shop: Shop, work: shapes.FulfillmentOrder): Promise<void> {
  ok(await shop.machine.post(`/fulfillment-orders/${work.id}/hand-over`), 'hand-over')
}

/** The warehouse does all of its work on an order. */
export async function warehouseShips(shop: Shop, orderId: string, howMany = 1): Promise<void> {
  for (const work of await fulfillmentOrdersOf(shop, orderId, howMany)) await locationShips(shop, work)
}

/** One location sends what it has of an order. */
export async function locationShips(shop: Shop, work: shapes.FulfillmentOrder): Promise<void> {
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
  await handOver(shop, work)
}

/** The parcels of an order, those aside that were given up before they left. */
const parcelsOf = async (shop: Shop, orderId: string): Promise<shapes.Order['shipments']> =>
  (await readOrder(shop, orderId)).shipments.filter(({ status }) => status !== 'cancelled')

export const trackingNumbersOf = async (shop: Shop, orderId: string): Promise<string[]> =>
  (await parcelsOf(shop, orderId)).map(({ trackingNumber }) => trackingNumber)

/** The carrier scans a parcel until it is there. */
export async function carrierBrings(shop: Shop, trackingNumber: string, to: string): Promise<void> {
  ok(
    await shop.carrier.post(`/_sandbox/trackers/${trackingNumber}/advance`, { body: { to } }),
    `advance to ${to}`,
  )
}

/** The tracking numbers of an order, once there are so many. */
const trackingNumbers = (shop: Shop, orderId: string, howMany: number): Promise<string[]> =>
  eventually(`${howMany} tracking numbers of ${orderId}`, async () => {
    const found = await trackingNumbersOf(shop, orderId)
    return found.length >= howMany && found
  })

/** Every parcel of an order is brought to its door; each scan is known before the next is made. */
export async function carrierDelivers(shop: Shop, orderId: string, howMany = 1): Promise<void> {
  await carrierDeliversOf(shop, orderId, await trackingNumbers(shop, orderId, howMany))
}

/** Some parcels of an order are brought to its door; each scan is known before the next is made. */
export async function carrierDeliversOf(
  shop: Shop,
  orderId: string,
  parcels: readonly string[],
): Promise<void> {
  for (const to of ['in_transit', 'out_for_delivery', 'delivered']) {
    for (const trackingNumber of parcels) await carrierBrings(shop, trackingNumber, to)
    await eventually(`the parcels ${parcels} of ${orderId} are ${to}`, async () =>
      (await parcelsOf(shop, orderId))
        .filter(({ trackingNumber }) => parcels.includes(trackingNumber))
        .every(({ status }) => status === to),
    )
  }
}

/** No carrier serves the address: the shop's own rider takes the parcel; its number. */
export async function riderTakes(shop: Shop, orderId: string): Promise<string> {
  const [work] = await fulfillmentOrdersOf(shop, orderId)
  if (!work) throw new Error('no work')
  await pick(shop, work)
  await pack(shop, work)
  const hold = await eventually('the carriers decline', async () =>
    (await readOrder(shop, orderId)).holds.find(({ reason }) => reason === 'address'),
  )
  const trackingNumber = `BIKE-${orderId}`
  const body = { carrier: 'Bicycle', trackingNumber }
  ok(await shop.machine.post(`/fulfillment-orders/${work.id}/label`, { body }), 'a label by hand')
  await labeled(shop, work)
  await actOn(shop, orderId, `holds/${hold.id}/release`, { reason: 'our own rider finds it' })
  await handOver(shop, work)
  return trackingNumber
}

/** Every parcel is brought to its door before anybody hears of it. */
export async function carrierDeliversUnheard(shop: Shop, orderId: string, howMany = 1): Promise<void> {
  for (const trackingNumber of await trackingNumbers(shop, orderId, howMany))
    await carrierBrings(shop, trackingNumber, 'delivered')
}

/** What the gateway did for an order. */
export async function gatewayLedger(shop: Shop, orderId: string) {
  const answer = await shop.stripe.get(`/_sandbox/ledger?metadata.orderId=${orderId}`)
  return answer.as(shapes.ledger).paymentIntents
}

/** The payer answers their bank, once it has asked them. */
export async function payerAnswers(shop: Shop, orderId: string, outcome: 'succeed' | 'fail'): Promise<void> {
  const [intent] = await eventually('the payment intent', async () => {
    const found = await gatewayLedger(shop, orderId)
    return found.length > 0 && found
  })
  await shop.stripe.post(`/_sandbox/payment_intents/${intent?.id}/authenticate`, { body: { outcome } })
}

/** The mails and texts that somebody got, oldest first. */
export async function messagesTo(shop: Shop, to: string): Promise<shapes.Message[]> {
  const answer = await fetch(`${shop.outputs.mailUrl}/messages.json?to=${encodeURIComponent(to)}`)
  return z.parse(z.array(shapes.message), await answer.json())
}

export const messageOf = (shop: Shop, to: string, kind: string): Promise<shapes.Message> =>
  eventually(`the ${kind} message`, async () =>
    (await messagesTo(shop, to)).find((message) => message.kind === kind),
  )

const sentMails = z.object({
  messages: z.record(z.string(), z.array(z.object({ To: z.array(z.string()), MessageId: z.string() }))),
})

/** Asks the local AWS's queues, which need no signature (JSON 1.0 of AWS). */
async function askQueues<Schema extends z.ZodMiniType>(
  shop: Shop,
  act: string,
  body: object,
  answer: Schema,
) {
  const response = await fetch(shop.outputs.awsEndpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${act}` },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  ok({ status: response.status, text }, act)
  return z.parse(answer, JSON.parse(text))
}

/**
 * The last mail to an address turns out never to arrive. Only SES itself may say so on the bus, so it is put where
 * the bus's rule puts it.
 */
export async function mailBounces(shop: Shop, to: string): Promise<void> {
  const answer = await fetch(`${shop.outputs.awsEndpoint}/_ministack/ses/messages`)
  const { messages } = z.parse(sentMails, await answer.json())
  const sent = Object.values(messages)
    .flat()
    .findLast((mail) => mail.To.includes(to))
  if (!sent) throw new Error(`nothing was mailed to ${to}`)
  const { QueueUrls } = await askQueues(shop, 'ListQueues', {}, z.object({ QueueUrls: z.array(z.string()) }))
  const QueueUrl = QueueUrls.find((url) => /notifications.*Feedback(?!.*Dead)/.test(url))
  const event = {
    id: sent.MessageId,
    'detail-type': 'Email Bounced',
    detail: { mail: { messageId: sent.MessageId }, bounce: { bounceType: 'Permanent' } },
  }
  await askQueues(shop, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(event) }, z.object({}))
}

function ok(answer: { status: number; text: string }, what: string): void {
  if (answer.status >= 300) throw new Error(`${what} answered ${answer.status}: ${answer.text}`)
}
