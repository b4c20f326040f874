import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/own-operations.ts'
import { ownUseCases } from './own-use-cases.ts'

const prepare = once(ownUseCases)

export const handler = apiHandler('orders.own', [
  route(operations.listOwnOrders, async ({ actor, query }) =>
    reply(await (await prepare()).list(customerOf(actor), query)),
  ),
  route(operations.readOwnOrder, async ({ actor, params }) =>
    (await prepare()).show(customerOf(actor), params.orderId),
  ),
  route(operations.cancelOwnOrder, async ({ actor, params, body, ...rest }) => {
    const { act, cancel } = await prepare()
    return act(customerOf(actor), params.orderId, (id) => cancel({ id, ...body, ...rest }))
  }),
  route(operations.payOwnOrder, async ({ actor, params, body, ...request }) => {
    const { act, pay } = await prepare()
    const customer = customerOf(actor)
    return act(customer, params.orderId, (id) => pay(customer, body.payment, { id, ...request }))
  }),
  route(operations.correctOwnAddress, async ({ actor, params, body, cause }) => {
    const { act, correctAddress } = await prepare()
    return act(customerOf(actor), params.orderId, (id) => correctAddress({ id, ...body, cause }))
  }),
  route(operations.withdrawOwnOrder, async ({ actor, params, body, cause }) => {
    const { own, withdraw } = await prepare()
    const done = await own(customerOf(actor), params.orderId, (id) => withdraw({ id, ...body, cause }))
    return done.ok ? reply(done.value) : done
  }),
  route(operations.reorder, async ({ actor, params }) => {
    const { own, again } = await prepare()
    const asked = await own(customerOf(actor), params.orderId, again)
    return asked.ok ? reply(asked.value) : asked
  }),
])
