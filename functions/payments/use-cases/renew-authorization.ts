import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { renewAuthorization } from '../contract/calls.ts'
import { startRenewal } from '../domain/decide.ts'
import type { Fact } from '../domain/facts.ts'
import { coveredByGiftCards, isHeld, NO_PAYMENT, summaryOf } from '../domain/payment.ts'
import { endAtGateway, settleAttempt } from './ask-gateway.ts'
import { letGo } from './authorize-payment.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, ownerOf, type PaymentDeps, type SavedBy } from './ports.ts'

type Wanted = RequestOf<typeof renewAuthorization>

/**
 * Replaces an authorization that ends soon by a new one with the same card, or with one that its payer chooses now.
 * Primary course:
 * 1. an authorization that ends at another time than the one that was named is newer, and is the answer;
 * 2. where its payer agreed, or chose the card, the new attempt is stored with its operation id and what it replaces, in one commit;
 * 3. the old one is ended at the gateway, then the new one is asked for; whoever comes to
 *    the payment meanwhile, such as a void, does the same under the same operation ids;
 * 4. where gift cards pay all that is due by now, the old one is ended, and none is asked for;
 * 5. it is let go again where the order was ended meanwhile.
 * Outcomes: renewed; not_renewed, where the payer did not agree, nothing is held, the payer must act, or the card
 * says no: then the payment is failed, and nothing is held any more.
 */
export const makeRenewAuthorization =
  (deps: PaymentDeps) =>
  async (request: Wanted): Promise<AnswerOf<typeof renewAuthorization>> => {
    const payment = await renew(deps, request)
    const renewed = payment && isHeld(payment) && payment.captureBefore !== request.captureBefore
    const outcome = renewed ? 'renewed' : 'not_renewed'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: payment ? summaryOf(payment, payment.sequence) : NO_PAYMENT }
  }

async function renew(deps: PaymentDeps, request: Wanted): Promise<StoredPayment | undefined> {
  if (!(await deps.payments.load(request.orderId))) return undefined
  const cause = causedByStep(request)
  const saved = await ownerOf(deps, request.payment)
  const started = await changePayment(deps, request.orderId, cause, (payment) =>
    begin(deps, payment, request, saved),
  )
  const { abandoned, gatewayId } = started.attempt ?? {}
  if (isHeld(started) && abandoned && gatewayId) await endAtGateway(deps, gatewayId, abandoned)
  const isUnderWay = started.status === 'pending' && started.attempt?.replaces !== undefined
  const settled = isUnderWay ? await settleAttempt(deps, started, cause) : started
  return settled.closed ? letGo(deps, settled, cause) : settled
}

function begin(
  deps: PaymentDeps,
  payment: StoredPayment,
  { due, captureBefore, payment: chosen }: Wanted,
  saved: SavedBy,
): Fact[] {
  const { attempt } = payment
  if (!attempt?.gatewayId) return []
  const { paymentMethodId, savedBy, gatewayCustomer } = attempt
  const card =
    chosen?.kind === 'card'
      ? {
          ...{ paymentMethodId: chosen.paymentMethodId, renewable: chosen.renewable ?? false, byPayer: true },
          ...saved,
        }
      : {
          ...{ paymentMethodId, renewable: true },
          ...(savedBy && gatewayCustomer ? { savedBy, gatewayCustomer } : {}),
        }
  if (card.savedBy && !card.gatewayCustomer) return []
  const replaces = { gatewayId: attempt.gatewayId, operation: newOperation(deps) }
  const amount = Math.max(0, due - coveredByGiftCards(payment))
  const wanted = { ...card, operation: newOperation(deps), amount, replaces }
  return startRenewal(payment, { captureBefore, wanted })
}
