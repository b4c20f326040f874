import type { Actor } from '#shared/actor.ts'
import { route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/my-cart-operations.ts'
import { cartOfCustomer } from '../domain/carts/customers-cart.ts'
import { answerMine, answerSummary, withCart } from './cart-answers.ts'
import { prepareCarts } from './cart-use-cases.ts'

/** The cart of the customer who calls. */
export const own = (actor: Actor) => cartOfCustomer(customerOf(actor))

/** What becomes of a customer's cart as they sign in, and when they leave. */
export const myCartRoutes = [
  route(operations.mergeCart, async ({ actor, params, cause }) =>
    answerMine(await withCart(params, (id, carts) => carts.mergeCart(id, customerOf(actor), cause))),
  ),
  route(operations.askMyCartReminder, async ({ actor, body, cause }) =>
    answerSummary(await (await prepareCarts()).askCartReminder(own(actor), body, cause)),
  ),
  route(operations.forgetMyCartReminder, async ({ actor, cause }) =>
    answerSummary(await (await prepareCarts()).forgetCartReminder(own(actor), cause)),
  ),
]
