import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { ordersOfQuotes } from '../../contract/calls.ts'
import { makeOrdersOfQuotes } from '../../use-cases/orders-of-quotes.ts'

export const handler = callableHandler(ordersOfQuotes, makeOrdersOfQuotes(makeRuntime()))
