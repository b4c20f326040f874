import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { redeemPromotions, releasePromotions, withdrawGiftCards } from '#contexts/checkout/contract/calls.ts'
import { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import { makeAccessLog } from '#contexts/orders/adapters/access-log.ts'
import { makeJobItems } from '#contexts/orders/adapters/job-items.ts'
import { makeMembers } from '#contexts/orders/adapters/members.ts'
import { makeNoteItems } from '#contexts/orders/adapters/note-items.ts'
import { makeOrderIndex } from '#contexts/orders/adapters/order-index.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { makeOwnOrders } from '#contexts/orders/adapters/own-orders.ts'
import {
  claimHandOver,
  closeOrder,
  completeOrder,
  confirmOrder,
  lookAtOrder,
  ordersOfQuotes,
  screenOrder,
} from '#contexts/orders/contract/calls.ts'
import { forgetPeople, ordersOfCustomer, tellOrdersHeld } from '#contexts/orders/contract/customer-calls.ts'
import {
  jobSubscriptions,
  starterSubscriptions,
  subscriptions,
} from '#contexts/orders/contract/subscriptions.ts'
import { jobListeners } from '#contexts/orders/handlers/job-listeners.ts'
import { listeners } from '#contexts/orders/handlers/listeners.ts'
import { startListeners } from '#contexts/orders/handlers/start-listeners.ts'
import { makeCancelLines, makeCancelOrder } from '#contexts/orders/use-cases/cancel-order.ts'
import { makeCaptureOrder } from '#contexts/orders/use-cases/capture-order.ts'
import { makeChoosePayment } from '#contexts/orders/use-cases/choose-payment.ts'
import { makeClaimHandOver } from '#contexts/orders/use-cases/claim-hand-over.ts'
import { makeCorrectAddress } from '#contexts/orders/use-cases/correct-address.ts'
import { makeOrdersWithinAnHour } from '#contexts/orders/use-cases/count-recent-orders.ts'
import {
  makeFindCustomersOrders,
  makeForgetPeople,
  makeTellOrdersHeld,
} from '#contexts/orders/use-cases/customers-orders.ts'
import { makeDeclineHold, makeHoldOrder, makeReleaseHold } from '#contexts/orders/use-cases/hold-order.ts'
import { makeNoteOrder } from '#contexts/orders/use-cases/note-order.ts'
import { makeOpenFile } from '#contexts/orders/use-cases/open-downloads.ts'
import { makeOrdersOfQuotes } from '#contexts/orders/use-cases/orders-of-quotes.ts'
import type { Outside } from '#contexts/orders/use-cases/outside.ts'
import { makePlaceOrder } from '#contexts/orders/use-cases/place-order.ts'
import type { OrderDeps, Workflow } from '#contexts/orders/use-cases/ports.ts'
import { makeReadAttention } from '#contexts/orders/use-cases/read-attention.ts'
import { makeReadOrder } from '#contexts/orders/use-cases/read-order.ts'
import { makeRefundOrder } from '#contexts/orders/use-cases/refund-order.ts'
import { makeReorder } from '#contexts/orders/use-cases/reorder.ts'
import { makeRepairOrder } from '#contexts/orders/use-cases/repair-order.ts'
import { makeContinueJob, makeRequestJob } from '#contexts/orders/use-cases/request-job.ts'
import { makeResolveParcel } from '#contexts/orders/use-cases/resolve-parcel.ts'
import { makeApproveRefund, makeDeclineRefund } from '#contexts/orders/use-cases/settle-refund.ts'
import { makeSweep } from '#contexts/orders/use-cases/sweep.ts'
import { makePutTags } from '#contexts/orders/use-cases/tag-order.ts'
import { makeWithdrawOrder } from '#contexts/orders/use-cases/withdraw-order.ts'
import {
  makeClose,
  makeComplete,
  makeConfirm,
  makeLook,
  makeScreen,
} from '#contexts/orders/use-cases/workflow-steps.ts'
import {
  authorizePayment,
  capturePayment,
  nextPaymentAction,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ids } from '#shared/ids.ts'
import type { Ground } from '../ground.ts'

/** The table is the ground's before, as the machine writes to it too. */
export function openOrders(ground: Ground, commit: CommitDeps & { readonly ids: Ids }, workflow: Workflow) {
  const { ask, settings } = ground
  const deps: OrderDeps & Outside = {
    ...commit,
    ...settings,
    orders: makeOrderRepository(commit),
    workflow,
    authorize: ask(authorizePayment),
    renew: ask(renewAuthorization),
    capture: ask(capturePayment),
    void: ask(voidPayment),
    refund: ask(refundPayment),
    reallocate: ask(reallocateStock),
    redeemPromotions: ask(redeemPromotions),
    releasePromotions: ask(releasePromotions),
    withdrawGiftCards: ask(withdrawGiftCards),
    changeRecipient: ask(changeRecipient),
  }
  const given = async () => deps
  ground.listen({ name: 'orders.on-event', definitions: subscriptions, listeners: listeners(given) })
  ground.listen({
    name: 'orders.starter',
    definitions: starterSubscriptions,
    listeners: startListeners(given),
  })
  ground.listen({ name: 'orders.jobs', definitions: jobSubscriptions, listeners: jobListeners(given) })

  const index = makeOrderIndex(commit.store)
  ground.serve(screenOrder, makeScreen({ ...deps, index }))
  ground.serve(
    confirmOrder,
    makeConfirm({ ...deps, ordersWithinAnHour: makeOrdersWithinAnHour({ ...deps, index }) }),
  )
  ground.serve(lookAtOrder, makeLook(deps))
  ground.serve(completeOrder, makeComplete(deps))
  ground.serve(closeOrder, makeClose(deps))
  ground.serve(ordersOfQuotes, makeOrdersOfQuotes(deps))
  ground.serve(claimHandOver, makeClaimHandOver(deps))
  ground.serve(ordersOfCustomer, makeFindCustomersOrders({ ...deps, ownOrders: makeOwnOrders(commit.store) }))
  const forget = makeForgetPeople({ ...deps, index, members: makeMembers(commit.store) })
  ground.serve(forgetPeople, async (request) => {
    await forget(request)
    return { outcome: 'forgotten' as const }
  })
  const tellHeld = makeTellOrdersHeld({ ...deps, customerNotes: makeNoteItems(commit).forCustomer })
  ground.serve(tellOrdersHeld, async (request) => ({ held: await tellHeld(request) }))

  const sweep = makeSweep(deps)
  ground.schedule('orders.sweep', ground.sweepEvery, () => sweep({ all: false }))

  const desk = {
    ...deps,
    index,
    notes: makeNoteItems(commit),
    jobs: makeJobItems(commit),
    accessLog: makeAccessLog(commit),
  }
  const { quoteSeal, orderTokens, siteUrl } = ground
  const reading = { orderTokens, siteUrl, askNextAction: ask(nextPaymentAction) }
  const placing = { ...deps, quoteSeal, stepDeadline: deps.deadlines.step, offered: deps.policy.offered }
  return {
    deps,
    ...ground.operations('orders', {
      placeOrder: makePlaceOrder(placing),
      cancelOrder: makeCancelOrder(deps),
      cancelLines: makeCancelLines(deps),
      repairOrder: makeRepairOrder(deps),
      payOrder: makeChoosePayment(deps),
      captureOrder: makeCaptureOrder(deps),
      holdOrder: makeHoldOrder(deps),
      releaseHold: makeReleaseHold(deps),
      declineHold: makeDeclineHold(deps),
      correctAddress: makeCorrectAddress(deps),
      resolveParcel: makeResolveParcel(deps),
      refundOrder: makeRefundOrder(deps),
      approveRefund: makeApproveRefund(deps),
      declineRefund: makeDeclineRefund(deps),
      withdrawGuestOrder: makeWithdrawOrder(deps),
      readOrder: makeReadOrder({ ...deps, ...reading }),
      reorder: makeReorder(deps),
      downloadFile: makeOpenFile({ ...deps, ...reading, askFiles: ask(productFiles) }),
      addNote: makeNoteOrder(desk),
      putTags: makePutTags(desk),
      requestJob: makeRequestJob(desk),
      continueJob: makeContinueJob(desk),
    }),
    readAttention: makeReadAttention(deps),
  }
}
