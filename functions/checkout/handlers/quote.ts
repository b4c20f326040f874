import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import type { CustomerId } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { createMyQuote, createQuote } from '../contract/quote-operations.ts'
import type { QuoteRequest } from '../contract/quotes.ts'
import { prepareQuoting } from './quoting.ts'

const makeQuote = prepareQuoting(makeRuntime())

async function quote(request: QuoteRequest, customerId?: CustomerId) {
  const result = await makeQuote(request, { customerId })
  return result.ok ? reply(result.value) : result
}

export const handler = apiHandler('checkout.quote', [
  route(createQuote, ({ body }) => quote(body)),
  route(createMyQuote, ({ body, actor }) => quote(body, customerOf(actor))),
])
