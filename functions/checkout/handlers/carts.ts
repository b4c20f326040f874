import { apiHandler, reply, route } from '#shared/http/api.ts'
import { success } from '#shared/outcomes.ts'
import * as operations from '../contract/cart-operations.ts'
import { answerCart, answerLine, answerSummary, withCart } from './cart-answers.ts'
import { cartLinkRoutes } from './cart-link-routes.ts'
import { prepareCarts } from './cart-use-cases.ts'

export const handler = apiHandler('checkout.carts', [
  route(operations.createCart, async ({ body, cause }) => {
    const { createCart, tokens } = await prepareCarts()
    const made = await createCart(body, cause)
    return made.ok ? answerCart(await tokens.issue('use', made.value.id), success(made.value.cart)) : made
  }),
  route(operations.readCart, async ({ params }) =>
    answerCart(params.id, await withCart(params, (id, carts) => carts.readCart(id))),
  ),
  route(operations.putCart, async ({ params, body, ...rest }) =>
    answerCart(params.id, await withCart(params, (id, carts) => carts.putCart(id, body, rest))),
  ),
  route(operations.addToCart, async ({ params, body, ...rest }) =>
    answerLine(await withCart(params, (id, carts) => carts.addToCart(id, body, rest))),
  ),
  route(operations.putCartLine, async ({ params, body, ...rest }) => {
    const line = { sku: params.lineId, ...body }
    return answerLine(await withCart(params, (id, carts) => carts.putCartLine(id, line, rest)))
  }),
  route(operations.removeCartLine, async ({ params, cause }) => {
    const { lineId } = params
    return answerSummary(await withCart(params, (id, carts) => carts.removeCartLine(id, lineId, cause)))
  }),
  route(operations.quoteCart, async ({ params, body, cause }) => {
    const quote = await withCart(params, (id, carts) => carts.quoteCart(id, body, cause))
    return quote.ok ? reply(quote.value) : quote
  }),
  ...cartLinkRoutes,
])
