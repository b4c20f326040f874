import { apiHandler, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/my-cart-operations.ts'
import { answerLine, answerMine, answerSummary } from './cart-answers.ts'
import { prepareCarts } from './cart-use-cases.ts'
import { myCartRoutes, own } from './my-cart-routes.ts'

export const handler = apiHandler('checkout.my-cart', [
  route(operations.readMyCart, async ({ actor }) =>
    answerMine(await (await prepareCarts()).readCart(own(actor))),
  ),
  route(operations.putMyCart, async ({ actor, body, ...rest }) => {
    const put = await (await prepareCarts()).putMyCart(customerOf(actor), body, rest)
    if (!put.ok) return put
    const { cart, created } = put.value
    return replyToPut(cart, { created, headers: etag(cart.version) })
  }),
  route(operations.addToMyCart, async ({ actor, body, ...rest }) =>
    answerLine(await (await prepareCarts()).addToCart(own(actor), body, rest)),
  ),
  route(operations.putMyCartLine, async ({ actor, params, body, ...rest }) => {
    const line = { sku: params.lineId, ...body }
    return answerLine(await (await prepareCarts()).putCartLine(own(actor), line, rest))
  }),
  route(operations.removeMyCartLine, async ({ actor, params, cause }) =>
    answerSummary(await (await prepareCarts()).removeCartLine(own(actor), params.lineId, cause)),
  ),
  route(operations.quoteMyCart, async ({ actor, body, cause }) => {
    const quote = await (await prepareCarts()).quoteCart(own(actor), body, cause)
    return quote.ok ? reply(quote.value) : quote
  }),
  ...myCartRoutes,
])
