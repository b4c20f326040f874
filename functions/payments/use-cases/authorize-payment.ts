import type { holdGiftCards } from '#contexts/checkout/contract/calls.ts'
import type { AnswerOf, Ask, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { type StoredPayment, unwritten } from '../adapters/payment-repository.ts'
import type { authorizePayment, voidPayment } from '../contract/calls.ts'
import {
  authorizeByGiftCards,
  chooseOutside,
  close,
  leaveMethod,
  refuseTooLittle,
  requireNothing,
  startAttempt,
  wantMethod,
  wantsAnotherMethod,
} from '../domain/decide.ts'
import type { Fact } from '../domain/facts.ts'
import { askGiftCards, isAsked, noteGiftCards } from '../domain/gift-cards.ts'
import { referenceOf } from '../domain/outside.ts'
import { coveredByGiftCards, isKept, kindOf, summaryOf } from '../domain/payment.ts'
import { endAtGateway, observeObject, settleAttempt } from './ask-gateway.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, ownerOf, type PaymentDeps, type SavedBy } from './ports.ts'
import { acceptRefund } from './refund-payment.ts'
import { settleRefund } from './settle-refund.ts'

type Authorized = AnswerOf<typeof authorizePayment>
type Wanted = RequestOf<typeof authorizePayment>

export interface AuthorizeDeps extends PaymentDeps {
  readonly holdGiftCards: Ask<typeof holdGiftCards>
}

/**
 * Makes sure of the money of an order, in the way that its payer chose. Primary course:
 * 1. find what is already there: money that is held, a decline or a tombstone is the answer;
 * 2. let go of what was tried before, where the payer chose another way to pay since;
 * 3. hold gift cards that were chosen, under an operation id that is stored before: what they hold stays held until
 *    the order is paid for or ends, or others are chosen, also where a card is declined that was to pay the rest;
 * 4. store the attempt with its operation id, for what gift cards leave, and whose saved card it is; or the reference of a delayed payment, that
 *    an offline payment will come, that nothing is to be paid, or that the payer is still to choose: then no gateway
 *    is asked;
 * 5. ask the gateway, or find what became of the attempt that an earlier try made;
 * 6. let go again of what is held, where the order was ended meanwhile.
 * Outcomes: authorized; requires_action; method_wanted; declined (also for the same method again: it is not
 * charged twice); already_voided. An amount of 0 with another kind than `none`, and `none` with an amount, are
 * Faults.
 */
export const makeAuthorizePayment =
  (deps: AuthorizeDeps) =>
  async (request: Wanted): Promise<Authorized> => {
    checkAmount(request)
    const cause = causedByStep(request)
    const found = await deps.payments.load(request.orderId)
    if (found) await leaveOtherMethod(deps, request, found, cause)
    if (found?.giftCards || 'giftCards' in request.payment) await holdWhatIsChosen(deps, request, cause)
    const saved = await ownerOf(deps, request.payment)
    const started = await changePayment(
      deps,
      request.orderId,
      cause,
      (payment) => begin(deps, payment, request, saved),
      unwritten(request),
    )
    const settled = isOpen(started) ? await settleAttempt(deps, started, cause) : started
    const payment = settled.closed ? await letGo(deps, settled, cause) : settled
    const outcome = outcomeOf(payment)
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: summaryOf(payment, payment.sequence) }
  }

function checkAmount({ orderId, amount, payment: { kind } }: Wanted): void {
  if ((amount === 0) !== (kind === 'none'))
    throw new Fault(`the payment of ${orderId} is of kind ${kind}, and its amount is ${amount}`)
}

/** What the payer's wish begins; nothing where something is under way, or the order has ended. */
function begin(
  deps: PaymentDeps,
  payment: StoredPayment,
  { payment: wish, amount }: Wanted,
  saved: SavedBy,
): Fact[] {
  const now = deps.clock.now().toISOString()
  const rest = Math.max(0, amount - coveredByGiftCards(payment))
  switch (wish.kind) {
    case 'card': {
      if (!areGiftCardsSettled(payment, wish.giftCards)) return []
      if (rest === 0) return authorizeByGiftCards(payment, now)
      const { paymentMethodId, renewable } = wish
      const consent = renewable ? { renewable } : {}
      return startAttempt(payment, {
        ...{ operation: newOperation(deps), paymentMethodId, amount: rest, ...consent, ...saved },
      })
    }
    case 'gift_card':
      if (!areGiftCardsSettled(payment, wish.giftCards)) return []
      return rest === 0 ? authorizeByGiftCards(payment, now) : refuseTooLittle(payment)
    case 'delayed': {
      const reference = referenceOf(deps.ids.unique())
      return chooseOutside(payment, { ...wish, due: amount, reference }, now)
    }
    case 'offline':
      return chooseOutside(payment, { ...wish, due: amount }, now)
    case 'none':
      return requireNothing(payment)
    case 'link':
      return wantMethod(payment, payment.version > 0)
  }
}

/** A card is asked for the rest only when it is known, and not where gift cards were wished for that hold nothing. */
const areGiftCardsSettled = (payment: StoredPayment, wished: readonly unknown[] = []): boolean =>
  !isAsked(payment) && !(wished.length > 0 && payment.giftCards?.refused)

/** Asks checkout for the gift cards that the payer wishes, as often as need be: under one operation id it does it once. */
async function holdWhatIsChosen(deps: AuthorizeDeps, request: Wanted, cause: Cause): Promise<void> {
  const { orderId, payment: wish, amount, currency } = request
  const asked = await changePayment(
    deps,
    orderId,
    cause,
    (payment) => askGiftCards(payment, wish, newOperation(deps), amount),
    unwritten(request),
  )
  if (!asked.giftCards || !isAsked(asked)) return
  const { operation, ids, due } = asked.giftCards
  const answer = await deps.holdGiftCards({
    ...{ orderId, holdId: operation.id, startedAt: operation.startedAt },
    ...{ giftCards: ids, amount: due, currency },
  })
  await changePayment(deps, orderId, cause, (payment) => noteGiftCards(payment, operation.id, answer))
}

/** An attempt of which nothing final is known, and nobody ended the order. */
const isOpen = ({ attempt, closed, status }: StoredPayment): boolean =>
  attempt !== undefined && !closed && (status === 'pending' || status === 'requires_action')

async function leaveOtherMethod(
  deps: PaymentDeps,
  { orderId, payment: wish }: Wanted,
  found: StoredPayment,
  cause: Cause,
): Promise<void> {
  if (!wantsAnotherMethod(found, wish)) return
  const known = isOpen(found) && !found.attempt?.abandoned ? await settleAttempt(deps, found, cause) : found
  if (!wantsAnotherMethod(known, wish)) return
  const { attempt } = await changePayment(deps, orderId, cause, (current) =>
    wantsAnotherMethod(current, wish) ? leaveMethod(current, newOperation(deps)) : [],
  )
  if (attempt?.abandoned && attempt.gatewayId) await endAtGateway(deps, attempt.gatewayId, attempt.abandoned)
}

function outcomeOf(payment: StoredPayment): Authorized['outcome'] {
  const { status, closed, orderId } = payment
  if (closed) return 'already_voided'
  // The gateway ended it by itself, and the order goes on.
  if (status === 'voided') return 'method_wanted'
  if (status === 'requires_action') return 'requires_action'
  if (status === 'failed') return 'declined'
  if (status !== 'pending' || kindOf(payment) === 'offline') return 'authorized'
  if (kindOf(payment) === undefined) return 'method_wanted'
  throw new Fault(`the gateway is still working on the payment of ${orderId}`)
}

/**
 * Gives back what is held or was taken, and leaves a tombstone: what undoes an authorization. Primary course:
 * 1. store the tombstone with its operation id, so that no authorization can begin any more;
 * 2. find what became of the attempt, where that is not known;
 * 3. end it at the gateway, and observe what it became;
 * 4. where its money was taken, give back what is left of it, by a refund whose id is made of the order's.
 * Outcomes: voided (also where nothing was held); captured, where money is kept that only a person can give
 * back: it came outside of the gateway, it is disputed, or its refund is under way or failed.
 */
export const makeVoidPayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof voidPayment>): Promise<AnswerOf<typeof voidPayment>> => {
    const cause = causedByStep(request)
    const closed = await changePayment(
      deps,
      request.orderId,
      cause,
      (payment) => close(payment, newOperation(deps)),
      unwritten(request),
    )
    const ended = await letGo(deps, closed, cause)
    const payment = ended.captured > ended.refunded ? await giveBack(deps, ended, cause) : ended
    const outcome = isKept(payment) ? 'captured' : 'voided'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: summaryOf(payment, payment.sequence) }
  }

/** Refunds all that is left of what the gateway took; a void that is asked again finds the same refund. */
async function giveBack(deps: PaymentDeps, taken: StoredPayment, cause: Cause): Promise<StoredPayment> {
  const { orderId } = taken
  const refundId = `ref_void_${orderId.slice('ord_'.length)}`
  const reason = 'The order has ended.'
  const accepted = await acceptRefund(deps, { orderId, refundId, amount: undefined, reason, cause })
  if (!accepted.ok) return taken
  await settleRefund(deps, { orderId, refundId, cause })
  return (await deps.payments.load(orderId)) ?? taken
}

/** Ends what is live at the gateway of a payment that was closed; a decline without a payment there left nothing. */
export async function letGo(deps: PaymentDeps, found: StoredPayment, cause: Cause): Promise<StoredPayment> {
  const known = isUnknown(found) ? await settleAttempt(deps, found, cause) : found
  const gatewayId = known.attempt?.gatewayId
  if (isOver(known) || !known.closed || !gatewayId) return known
  const object = await endAtGateway(deps, gatewayId, known.closed)
  return observeObject(deps, known.orderId, object, cause)
}

const isUnknown = ({ status }: StoredPayment): boolean => status === 'pending'
const isOver = ({ status, captured, partly }: StoredPayment): boolean =>
  status === 'voided' || (captured > 0 && !partly)
