import { makePaymentRepository } from '#contexts/payments/adapters/payment-repository.ts'
import { readNotice } from '#contexts/payments/adapters/stripe-objects.ts'
import { makeWalletRepository } from '#contexts/payments/adapters/wallet-repository.ts'
import {
  paymentNeedsAttention,
  paymentRefundSettled,
  paymentWebhookReceived,
} from '#contexts/payments/contract/events.ts'
import type { AskedPayment, PaymentWish } from '#contexts/payments/contract/types.ts'
import { usedOf } from '#contexts/payments/domain/gift-cards.ts'
import { violations } from '#contexts/payments/domain/invariants.ts'
import { type Payment, shareOfCard } from '#contexts/payments/domain/payment.ts'
import { makeApplyWebhook } from '#contexts/payments/use-cases/apply-webhook.ts'
import {
  type AuthorizeDeps,
  makeAuthorizePayment,
  makeVoidPayment,
} from '#contexts/payments/use-cases/authorize-payment.ts'
import { makeCapturePayment } from '#contexts/payments/use-cases/capture-payment.ts'
import type { Gateway, Notice } from '#contexts/payments/use-cases/gateway.ts'
import { makeNextAction } from '#contexts/payments/use-cases/next-action.ts'
import { makeReadPayment } from '#contexts/payments/use-cases/read-payment.ts'
import {
  makeRecordByReference,
  makeRecordReceived,
  makeRecordReturned,
  type ToldByReference,
  type ToldReceived,
  type ToldReturned,
} from '#contexts/payments/use-cases/record-money.ts'
import { makeRefundPayment } from '#contexts/payments/use-cases/refund-payment.ts'
import { makeRenewAuthorization } from '#contexts/payments/use-cases/renew-authorization.ts'
import {
  makeChooseDefault,
  makeForgetCustomer,
  makeListMethods,
  makeRemoveMethod,
  makeSaveMethod,
} from '#contexts/payments/use-cases/saved-methods.ts'
import { type Actor, SYSTEM } from '#shared/actor.ts'
import { type Envelope, envelope } from '#shared/events.ts'
import { type CustomerId, type GiftCardId, makeIds, orderId } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Store } from '#shared/store/store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { makeFakeGateway } from './fake-gateway.ts'
import { makeFakeVault } from './fake-vault.ts'
import { givenGiftCards } from './gift-cards-world.ts'

export const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
export const OTHER_ORDER = orderId.parse(`ord_${'2'.padStart(26, '0')}`)
/** Ours, at a gateway that other stages may use, too. */
export const STAGE = 'dev'
export const JPY = currency.parse('JPY')
export const CARD = 'pm_card'
export const OTHER_CARD = 'pm_other_card'
export const STAFF: Actor = { kind: 'staff', id: 'clerk' }

export const eventsOf = (store: MemoryStore): Envelope[] =>
  store
    .all()
    .filter((item) => item['entity'] === 'history')
    .map((item) => envelope.parse(item['event']))

/** What a void leaves that dies before it asks the gateway. */
export async function leaveTombstone({ deps }: ReturnType<typeof givenPayments>): Promise<void> {
  const before = await deps.payments.load(ORDER)
  if (!before) throw new Error('there is no payment to close')
  const operation = { id: 'op_void', startedAt: deps.clock.now().toISOString() }
  const cause = { correlationId: ORDER, causationId: ORDER, actor: SYSTEM }
  await deps.payments.commit({ before, facts: [{ type: 'closed', operation }], cause })
}

interface Wiring {
  /** Put between the use cases and their store or gateway, such as something that fails. */
  readonly store?: (store: Store) => Store
  readonly gateway?: (gateway: Gateway) => Gateway
  readonly checkout?: (checkout: Pick<AuthorizeDeps, 'holdGiftCards'>) => Pick<AuthorizeDeps, 'holdGiftCards'>
}

/** The use cases of payments on a store in memory, a gateway in memory, a clock that stands still and countable ids. */
export function givenPayments({
  store: wrapStore,
  gateway: wrapGateway,
  checkout: wrapCheckout,
}: Wiring = {}) {
  let now = new Date('2026-11-20T03:00:00Z')
  let born = 0
  const clock = { now: () => now }
  const memory = makeMemoryStore()
  const vault = makeFakeVault()
  const fake = makeFakeGateway(clock, undefined, vault)
  const commit = {
    store: wrapStore?.(memory) ?? memory,
    clock,
    ids: makeIds(() => String(++born).padStart(26, '0')),
    personal: makeTestPersonal(),
  }
  const giftCards = givenGiftCards(commit)
  const checkout = { holdGiftCards: giftCards.hold }
  const deps = {
    ...commit,
    ...(wrapCheckout?.(checkout) ?? checkout),
    gateway: wrapGateway?.(fake) ?? fake,
    payments: makePaymentRepository(commit),
    wallets: makeWalletRepository(commit),
    vault,
  }
  let oneGiftCard: Promise<GiftCardId> | undefined
  const inbox = makeInbox({ ...commit, endOf: () => undefined }, paymentWebhookReceived)
  const records = makePaymentRepository({ ...commit, store: memory })
  const step = { orderId: ORDER, run: 1 }
  let bodies = 0
  const told = (amount: number) => ({
    orderId: ORDER,
    amount: of(amount, JPY),
    transactionId: `txn_${++bodies}`,
    idempotencyKey: `key-${bodies}`,
    requestHash: `hash-${bodies}`,
    cause: { correlationId: 'req-1', causationId: 'req-1', actor: STAFF },
  })
  const pay = (payment: PaymentWish, amount = 3_300) =>
    makeAuthorizePayment(deps)({ ...step, amount, currency: JPY, payment })

  /** What checkout has written on the cards is what payments says. */
  async function cardsBesidePayment({ giftCards: known }: Payment): Promise<string[]> {
    if (!known?.parts) return []
    const found = await Promise.all(
      usedOf(known).map(async (used) => {
        const hold = (await giftCards.holds(used.giftCardId)).find(({ id }) => id === known.operation.id)
        const { captured, released } = used
        const isSame = hold?.captured === captured && hold.released === released
        return isSame && hold.refunded >= used.refunded
          ? []
          : [`${JSON.stringify(used)} is ${JSON.stringify(hold)}`]
      }),
    )
    return found.flat()
  }

  async function webhook(notice: Notice | string): Promise<void> {
    const id = `evt_stripe_${++bodies}`
    const raw = Buffer.from(typeof notice === 'string' ? notice : JSON.stringify(notice))
    await inbox.receive({ provider: 'stripe', id, type: 'test', raw })
    const announced = eventsOf(memory).filter(({ type }) => type === paymentWebhookReceived.type)
    const last = announced.find(({ data }) => (data as { id: string }).id === id)
    if (!last) throw new Error('the inbox announced nothing')
    const apply = makeApplyWebhook({
      ...deps,
      inbox,
      readNotice: typeof notice === 'string' ? (body) => readNotice(body, STAGE) : () => notice,
    })
    await apply({ ...last, data: paymentWebhookReceived.data.parse(last.data), personal: undefined })
  }

  return {
    store: memory,
    gateway: fake,
    vault,
    deps,
    save: makeSaveMethod(deps),
    listSaved: makeListMethods(deps),
    chooseDefault: makeChooseDefault(deps),
    removeSaved: makeRemoveMethod(deps),
    forget: makeForgetCustomer(deps),
    /** A card that a customer has saved. */
    async saved(customer: CustomerId, cardId: string): Promise<void> {
      const begun = await makeSaveMethod(deps)(customer)
      if (begun.ok) vault.confirm(begun.value.setupId, cardId)
    },
    inbox,
    giftCards,
    /** A gift card of so much; of 2,000 the same one each time. */
    giftCard(amount = 2_000): Promise<GiftCardId> {
      if (amount !== 2_000) return giftCards.issue(amount, JPY)
      oneGiftCard ??= giftCards.issue(amount, JPY)
      return oneGiftCard
    },
    /** Where the money of a gift card is, once checkout has heard all. */
    async balance(id: GiftCardId) {
      await giftCards.hear(eventsOf(memory))
      return giftCards.balance(id)
    },
    webhook,
    pass: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
    pay,
    authorize: (paymentMethodId = CARD, amount = 3_300) => pay({ kind: 'card', paymentMethodId }, amount),
    capture: (due = 3_300) => makeCapturePayment(deps)({ ...step, due }),
    /** What is due by now, while more follows. */
    capturePart: (due: number) => makeCapturePayment(deps)({ ...step, due, moreFollows: true }),
    void: () => makeVoidPayment(deps)({ ...step, currency: JPY }),
    nextAction: () => makeNextAction(deps)(ORDER),
    read: () => makeReadPayment(deps)(ORDER),
    /** The authorization in force is replaced, or the one that ended at `captureBefore`. */
    async renew(due = 3_300, captureBefore?: string, payment?: AskedPayment) {
      const inForce = (await records.load(ORDER))?.captureBefore ?? 'none'
      const ending = { ...step, due, captureBefore: captureBefore ?? inForce }
      return makeRenewAuthorization(deps)({ ...ending, ...(payment ? { payment } : {}) })
    },
    refund: (amount = 3_300, refundId = `ref_${++bodies}`) =>
      makeRefundPayment(deps)({ orderId: ORDER, refundId, amount, reason: 'torn cover' }),
    received: (amount: number, changes: Partial<ToldReceived> = {}) =>
      makeRecordReceived(deps)({ ...told(amount), ...changes }),
    receivedFor: (reference: string, amount: number, changes: Partial<ToldByReference> = {}) =>
      makeRecordByReference(deps)({ ...told(amount), reference, ...changes }),
    returned: (amount: number, changes: Partial<ToldReturned> = {}) =>
      makeRecordReturned(deps)({ ...told(amount), reason: 'paid twice', ...changes }),
    payment: () => records.load(ORDER),
    events: () =>
      eventsOf(memory)
        .filter(({ subject }) => subject === ORDER)
        .map(({ type }) => type),
    /** Why a person was asked to look, oldest first. */
    attention: () =>
      eventsOf(memory)
        .filter(({ type }) => type === paymentNeedsAttention.type)
        .map(({ data }) => paymentNeedsAttention.data.parse(data).reason),
    /** What was told of single refunds, oldest first. */
    settled: () =>
      eventsOf(memory)
        .filter(({ type }) => type === paymentRefundSettled.type)
        .map(({ data }) => paymentRefundSettled.data.parse(data)),
    /** The rules that do not hold, of our record and of both ledgers together. */
    async broken(): Promise<string[]> {
      const payment = await records.load(ORDER)
      if (!payment) return []
      const transactions = await records.transactions(ORDER)
      const live = fake
        .payments()
        .filter(({ state }) => state === 'authorized' || state === 'partly_captured')
      const captured = fake.payments().reduce((sum, one) => sum + one.captured, 0)
      const refunded = fake
        .payments()
        .flatMap(({ refunds }) => refunds)
        .reduce((sum, one) => sum + (one.state === 'succeeded' ? one.amount : 0), 0)
      const card = shareOfCard(payment)
      const byCard = payment.outside ? 0 : card.captured
      const byGateway = card.refunded - transactions.reduce((sum, one) => sum + (one.captured ?? 0), 0)
      await giftCards.hear(eventsOf(memory))
      return [
        ...(await giftCards.broken()),
        ...(await cardsBesidePayment(payment)),
        ...violations({ payment, refunds: await records.refunds(ORDER), transactions }),
        ...(live.length > 1 ? ['more than one live authorization at the gateway'] : []),
        ...(byCard !== captured ? [`captured ${byCard}, at the gateway ${captured}`] : []),
        ...(byGateway !== refunded ? [`refunded ${byGateway}, at the gateway ${refunded}`] : []),
        ...(payment.closed && live.length > 0 ? ['the order has ended, and the gateway holds money'] : []),
      ]
    },
  }
}
