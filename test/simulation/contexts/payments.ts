import { holdGiftCards } from '#contexts/checkout/contract/calls.ts'
import { makePaymentRepository } from '#contexts/payments/adapters/payment-repository.ts'
import { readNotice } from '#contexts/payments/adapters/stripe-objects.ts'
import { verifyStripeSignature } from '#contexts/payments/adapters/stripe-signature.ts'
import { makeWalletRepository } from '#contexts/payments/adapters/wallet-repository.ts'
import {
  authorizePayment,
  capturePayment,
  nextPaymentAction,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import { paymentWebhookReceived } from '#contexts/payments/contract/events.ts'
import { tellPaymentsHeld } from '#contexts/payments/contract/held.ts'
import { subscriptions } from '#contexts/payments/contract/subscriptions.ts'
import { listeners } from '#contexts/payments/handlers/listeners.ts'
import { makeAuthorizePayment, makeVoidPayment } from '#contexts/payments/use-cases/authorize-payment.ts'
import { makeCapturePayment } from '#contexts/payments/use-cases/capture-payment.ts'
import { makeCatchUp } from '#contexts/payments/use-cases/catch-up.ts'
import { makeNextAction } from '#contexts/payments/use-cases/next-action.ts'
import { makeReadPayment } from '#contexts/payments/use-cases/read-payment.ts'
import { makeReceiveWebhook } from '#contexts/payments/use-cases/receive-webhook.ts'
import {
  makeRecordByReference,
  makeRecordReceived,
  makeRecordReturned,
} from '#contexts/payments/use-cases/record-money.ts'
import { makeRefundPayment } from '#contexts/payments/use-cases/refund-payment.ts'
import { makeRenewAuthorization } from '#contexts/payments/use-cases/renew-authorization.ts'
import {
  makeChooseDefault,
  makeRemoveMethod,
  makeSaveMethod,
} from '#contexts/payments/use-cases/saved-methods.ts'
import { makeTellPaymentsHeld } from '#contexts/payments/use-cases/tell-held.ts'
import { minutes } from '#shared/clock.ts'
import { makeInbox } from '#shared/webhooks.ts'
import type { Ground } from '../ground.ts'
import { STRIPE_SECRET } from '../outside/gateway.ts'

export function openPayments(ground: Ground) {
  const commit = ground.commit('payments')
  const inbox = makeInbox({ ...commit, endOf: ground.endOf }, paymentWebhookReceived)
  const deps = {
    ...commit,
    gateway: ground.gateway,
    vault: ground.vault,
    payments: makePaymentRepository(commit),
    wallets: makeWalletRepository(commit),
    inbox,
    readNotice,
  }
  ground.listen({
    name: 'payments.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => deps),
  })
  ground.serve(authorizePayment, makeAuthorizePayment({ ...deps, holdGiftCards: ground.ask(holdGiftCards) }))
  ground.serve(capturePayment, makeCapturePayment(deps))
  ground.serve(voidPayment, makeVoidPayment(deps))
  ground.serve(refundPayment, makeRefundPayment(deps))
  ground.serve(renewAuthorization, makeRenewAuthorization(deps))
  const tellHeld = makeTellPaymentsHeld(deps)
  ground.serve(tellPaymentsHeld, async (request) => ({ held: await tellHeld(request) }))
  ground.serve(nextPaymentAction, ({ orderId }) => makeNextAction(deps)(orderId))

  ground.schedule('payments.catch-up', minutes(15), makeCatchUp(deps))

  const receive = makeReceiveWebhook({
    clock: ground.clock,
    inbox,
    verify: verifyStripeSignature,
    secrets: async () => [STRIPE_SECRET],
  })
  ground.receive('stripe', ({ raw, sign }) =>
    ground.ports.act(
      'payments.receiveStripeWebhook',
      async () => (await receive({ raw, headers: sign() })).ok,
    ),
  )
  return {
    deps,
    ...ground.operations('payments', {
      recordReceivedPayment: makeRecordReceived(deps),
      recordReceivedByReference: makeRecordByReference(deps),
      recordReturnedPayment: makeRecordReturned(deps),
      saveMyPaymentMethod: makeSaveMethod(deps),
      chooseMyDefaultMethod: makeChooseDefault(deps),
      removeMyPaymentMethod: makeRemoveMethod(deps),
    }),
    readPayment: makeReadPayment(deps),
  }
}
