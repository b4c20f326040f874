import { etag, reply, route } from '#shared/http/api.ts'
import { noPageOf, pageOf } from '#shared/pages/reply.ts'
import * as operations from '../contract/cart-operations.ts'
import { renderCartPage, renderNoCartPage } from '../views/cart-page.ts'
import { answerSummary, withCart } from './cart-answers.ts'
import { prepareCarts } from './cart-use-cases.ts'

/** How a guest's cart goes on elsewhere, or later. */
export const cartLinkRoutes = [
  route(operations.linkCart, async ({ params }) => {
    const link = await withCart(params, (id, carts) => carts.linkCart(id))
    return link.ok ? reply(link.value) : link
  }),
  route(operations.openCart, async ({ params }) => {
    const opened = await (await prepareCarts()).openCart(params.linkToken)
    return opened.ok ? reply(opened.value, etag(opened.value.version)) : opened
  }),
  route(operations.cartPage, async (request) => {
    const opened = await (await prepareCarts()).openCart(request.params.linkToken)
    return opened.ok ? pageOf(opened.value, renderCartPage, request) : noPageOf(renderNoCartPage, request)
  }),
  route(operations.askCartReminder, async ({ params, body, cause }) =>
    answerSummary(await withCart(params, (id, carts) => carts.askCartReminder(id, body, cause))),
  ),
  route(operations.forgetCartReminder, async ({ params, cause }) =>
    answerSummary(await withCart(params, (id, carts) => carts.forgetCartReminder(id, cause))),
  ),
]
