import { quoteRequest } from '#contexts/checkout/contract/operations.ts'
import { placeOrderBody } from '#contexts/orders/contract/place-order.ts'
import { placeOwnOrder } from '#contexts/orders/contract/place-own-order.ts'
import { askedBy } from '#contexts/payments/contract/types.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { DECLINED_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import type { World } from '../world.ts'
import { causeOf, GUEST, keyed } from './acts.ts'

export { DECLINED_CARD, SECURE_CARD }
export const GOOD_CARD = 'pm_card'
export const OTHER_CARD = 'pm_other_card'

export interface Wish {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  /** A card that pays where none is named. */
  readonly payment?: object
  readonly currency?: 'JPY' | 'USD'
  readonly locale?: string
  readonly email?: string
  /** With one, texts come too. */
  readonly phone?: string
  /** Who is signed in. */
  readonly customerId?: CustomerId
  /** The level of shipping; the first option where none is named. */
  readonly level?: string
  readonly codes?: readonly string[]
}

export const byCard = (paymentMethodId: string, more: object = {}) => ({
  kind: 'card',
  paymentMethodId,
  ...more,
})

export const ADDRESS = {
  name: '山田 花子',
  line1: '千代田1-1',
  city: '千代田区',
  region: '東京都',
  postalCode: '100-0001',
  country: 'JP',
}

export const quoteRequestOf = ({ lines, currency = 'JPY', locale = 'ja', codes }: Wish) =>
  quoteRequest.parse({
    ...{ lines, currency, locale, codes },
    destination: { country: 'JP', region: '東京都', postalCode: '100-0001', city: '千代田区' },
  })

/** Asks what it costs, as a shop's page does before its customer orders. */
export const quoted = (world: World, wish: Wish) => world.checkout.createQuote(quoteRequestOf(wish))
export type Quoted = Extract<Awaited<ReturnType<typeof quoted>>, { ok: true }>['value']

/** Orders by a quote that they were given. */
export async function orderBy(
  { quote, shippingOptions }: Quoted,
  world: World,
  wish: Wish,
): Promise<Outcome<OrderId>> {
  const option = shippingOptions.find(({ level }) => level === wish.level) ?? shippingOptions[0]
  const email = wish.email ?? `${world.ids.unique()}@example.com`
  const sent = {
    quote,
    shippingOptionId: option?.id ?? '',
    customer: { name: '山田 花子', email, ...(wish.phone ? { phone: wish.phone } : {}) },
    shippingAddress: ADDRESS,
    payment: wish.payment ?? byCard(GOOD_CARD),
  }
  const { customerId } = wish
  const body = customerId ? bodyOf(customerId, sent) : placeOrderBody.parse(sent)
  const actor = customerId ? ({ kind: 'customer', id: customerId } as const) : GUEST
  return world.orders.placeOrder({ body, customerId, ...keyed(world, body), cause: causeOf(world, actor) })
}

/** What a customer who is signed in sends, as its handler reads it. */
function bodyOf(customerId: CustomerId, sent: object) {
  const body = placeOwnOrder.body.parse(sent)
  return { ...body, payment: askedBy(customerId, body.payment) }
}

/** Asks for a quote and orders by it. */
export async function order(world: World, wish: Wish): Promise<Outcome<OrderId>> {
  const found = await quoted(world, wish)
  return found.ok ? orderBy(found.value, world, wish) : found
}

/** The same, of an order that is taken. */
export async function ordered(world: World, wish: Wish): Promise<OrderId> {
  const placed = await order(world, wish)
  if (!placed.ok) throw new Error(placed.detail)
  return placed.value
}

/** Turns to the bank about all of the money of an order; the bank decides. */
export function dispute(world: World, id: OrderId, status: 'open' | 'won' | 'lost'): void {
  const { gateway } = world.outside
  for (const payment of gateway.payments()) {
    if (payment.orderId !== id || payment.captured === 0) continue
    const about = { id: `dp_${payment.id}`, amount: payment.captured, reason: 'fraudulent', isInquiry: false }
    gateway.change(payment.id, { disputes: [{ ...about, status }] })
  }
}

/** Payers do what their banks ask of them, after a while; by default they confirm. */
export function answerBanks(
  world: World,
  {
    after = 60_000,
    answer = () => 'succeed',
  }: { after?: number; answer?: (orderId: string) => 'succeed' | 'fail' | 'nothing' } = {},
): void {
  const { gateway, watchGateway } = world.outside
  watchGateway(({ id, orderId, state }) => {
    if (state !== 'requires_action' || !orderId) return
    const given = answer(orderId)
    if (given === 'nothing') return
    world.agenda.add({
      after,
      name: 'a payer answers their bank',
      soon: true,
      run: async () => {
        if (gateway.payment(id)?.state === 'requires_action') gateway.authenticate(id, given)
      },
    })
  })
}

export const cancel = (world: World, id: OrderId, reason = 'changed my mind') =>
  world.orders.cancelOrder({ id, reason, ...keyed(world, reason), cause: causeOf(world, GUEST) })
