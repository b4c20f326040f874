import { setTimeout as sleep } from 'node:timers/promises'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import type { OrderId } from '#shared/ids.ts'
import { once } from '#shared/once.ts'
import type { Act } from '#shared/order-tokens.ts'
import { refuse } from '#shared/outcomes.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/guest-operations.ts'
import { makeAwaitTried } from '../use-cases/await-settled.ts'
import { makeChoosePayment } from '../use-cases/choose-payment.ts'
import { makeCorrectAddress } from '../use-cases/correct-address.ts'
import { makeWithdrawOrder } from '../use-cases/withdraw-order.ts'
import { askingDeps } from './dependencies.ts'
import { cancelling, showOrders } from './order-use-cases.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const [deps, { reading, answer }] = await Promise.all([askingDeps(runtime), showOrders(runtime)])
  const { orderTokens } = reading
  const bearer = async (token: string, act?: Act): Promise<OrderId | undefined> =>
    (await orderTokens.verify('act', token)) ??
    (act && (await orderTokens.verifyForAct(act, token, deps.clock.now())))
  return { deps, answer, bearer, tried: makeAwaitTried({ orders: deps.orders, sleep }) }
})

const unknown = refuse('not_found', 'There is no such order that you may see. The link may have expired.')

export const handler = apiHandler('orders.guest', [
  route(operations.cancelGuestOrder, async ({ params, body, ...rest }) => {
    const { deps, answer, bearer } = await prepare()
    const id = await bearer(params.orderToken)
    return id ? answer(await cancelling(deps)({ id, ...body, ...rest })) : unknown
  }),
  route(operations.payGuestOrder, async ({ params, body, ...request }) => {
    const { deps, answer, bearer, tried } = await prepare()
    const id = await bearer(params.orderToken, 'pay')
    if (!id) return unknown
    const chosen = await makeChoosePayment(deps)({ id, choice: body.payment, ...request })
    if (chosen.ok) await tried(id)
    return answer(chosen)
  }),
  route(operations.correctGuestAddress, async ({ params, body, cause }) => {
    const { deps, answer, bearer } = await prepare()
    const id = await bearer(params.orderToken, 'correct')
    return id ? answer(await makeCorrectAddress(deps)({ id, ...body, cause })) : unknown
  }),
  route(operations.withdrawGuestOrder, async ({ params, body, cause }) => {
    const { deps, bearer } = await prepare()
    const id = await bearer(params.orderToken, 'withdraw')
    const done = id ? await makeWithdrawOrder(deps)({ id, ...body, cause }) : unknown
    return done.ok ? reply(done.value) : done
  }),
])
