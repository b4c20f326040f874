import { makeRuntime } from '#shared/runtime.ts'
import { refundLimit } from '../domain/refund-limits.ts'
import { makeCaptureOrder } from '../use-cases/capture-order.ts'
import { makeChoosePayment } from '../use-cases/choose-payment.ts'
import { makeCorrectAddress } from '../use-cases/correct-address.ts'
import { makeDeclineHold, makeHoldOrder, makeReleaseHold } from '../use-cases/hold-order.ts'
import { makePlaceOrder, type PlaceOrder } from '../use-cases/place-order.ts'
import { makeResolveParcel } from '../use-cases/resolve-parcel.ts'
import { askingDeps } from './dependencies.ts'
import { showOrders } from './order-use-cases.ts'
import { orderSettings } from './settings.ts'

/** What staff may give back alone, by their groups. */
export function refundLimits() {
  const { refundLimits: limits } = orderSettings()
  return (groups: readonly string[]) => (currency: string) => refundLimit(limits, groups, currency)
}

/** What the acts of staff are bound to, made once per cold start. */
export async function actUseCases() {
  const runtime = makeRuntime()
  const [deps, { show, answer }] = await Promise.all([askingDeps(runtime), showOrders(runtime)])
  const { deadlines, policy } = deps
  const placeOrder = makePlaceOrder({
    ...deps,
    quoteSeal: runtime.quoteSeal,
    stepDeadline: deadlines.step,
    offered: policy.offered,
  })
  return {
    answer,
    async place(request: PlaceOrder) {
      const placed = await placeOrder(request)
      if (!placed.ok) return placed
      const order = await show(placed.value)
      return order.ok
        ? { ...order, headers: { ...order.headers, location: `/v1/orders/${placed.value}` } }
        : order
    },
    choosePayment: makeChoosePayment(deps),
    captureOrder: makeCaptureOrder(deps),
    holdOrder: makeHoldOrder(deps),
    releaseHold: makeReleaseHold(deps),
    declineHold: makeDeclineHold(deps),
    correctAddress: makeCorrectAddress(deps),
    resolveParcel: makeResolveParcel(deps),
    limitOf: refundLimits(),
  }
}
