import { cancelPaymentIntent } from '../resources/cancellation.ts'
import { capturePaymentIntent } from '../resources/capture.ts'
import { listCharges, retrieveCharge } from '../resources/charges.ts'
import {
  createCustomer,
  deleteCustomer,
  listCustomers,
  retrieveCustomer,
  updateCustomer,
} from '../resources/customers.ts'
import { closeDispute, listDisputes, retrieveDispute, updateDispute } from '../resources/disputes.ts'
import { listEvents, retrieveEvent } from '../resources/events.ts'
import type { Operation } from '../resources/operation.ts'
import {
  confirmPaymentIntent,
  createPaymentIntent,
  listPaymentIntents,
  retrievePaymentIntent,
  updatePaymentIntent,
} from '../resources/payment-intents.ts'
import {
  attachPaymentMethod,
  createPaymentMethod,
  detachPaymentMethod,
  listCustomersPaymentMethods,
  listPaymentMethods,
  retrievePaymentMethod,
} from '../resources/payment-methods.ts'
import { createRefund, listRefunds, retrieveRefund, updateRefund } from '../resources/refunds.ts'
import { searchPaymentIntents } from '../resources/search.ts'
import { confirmSetupIntent, createSetupIntent, retrieveSetupIntent } from '../resources/setup-intents.ts'

/** Stripe's API as far as the sandbox speaks it; the first fitting line counts. */
const operations: Record<string, Operation> = {
  'POST /v1/payment_intents': createPaymentIntent,
  'GET /v1/payment_intents': listPaymentIntents,
  'GET /v1/payment_intents/search': searchPaymentIntents,
  'GET /v1/payment_intents/:id': retrievePaymentIntent,
  'POST /v1/payment_intents/:id': updatePaymentIntent,
  'POST /v1/payment_intents/:id/confirm': confirmPaymentIntent,
  'POST /v1/payment_intents/:id/capture': capturePaymentIntent,
  'POST /v1/payment_intents/:id/cancel': cancelPaymentIntent,

  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': listRefunds,
  'GET /v1/refunds/:id': retrieveRefund,
  'POST /v1/refunds/:id': updateRefund,

  'GET /v1/charges': listCharges,
  'GET /v1/charges/:id': retrieveCharge,

  'POST /v1/customers': createCustomer,
  'GET /v1/customers': listCustomers,
  'GET /v1/customers/:id': retrieveCustomer,
  'POST /v1/customers/:id': updateCustomer,
  'DELETE /v1/customers/:id': deleteCustomer,
  'GET /v1/customers/:id/payment_methods': listCustomersPaymentMethods,

  'POST /v1/payment_methods': createPaymentMethod,
  'GET /v1/payment_methods': listPaymentMethods,
  'GET /v1/payment_methods/:id': retrievePaymentMethod,
  'POST /v1/payment_methods/:id/attach': attachPaymentMethod,
  'POST /v1/payment_methods/:id/detach': detachPaymentMethod,

  'POST /v1/setup_intents': createSetupIntent,
  'GET /v1/setup_intents/:id': retrieveSetupIntent,
  'POST /v1/setup_intents/:id/confirm': confirmSetupIntent,

  'GET /v1/disputes': listDisputes,
  'GET /v1/disputes/:id': retrieveDispute,
  'POST /v1/disputes/:id': updateDispute,
  'POST /v1/disputes/:id/close': closeDispute,

  'GET /v1/events': listEvents,
  'GET /v1/events/:id': retrieveEvent,
}

export interface Found<T> {
  run: T
  /** The id in the path, empty if it has none. */
  id: string
}

/** A table of `METHOD /path/:id` lines as a function from a request to what serves it. */
export function routerOf<T>(table: Record<string, T>) {
  const routes = Object.entries(table).map(([route, run]) => ({
    pattern: new RegExp(`^${route.replace(':id', '(?<id>[^/]+)')}$`),
    run,
  }))
  return (method: string, path: string): Found<T> | undefined => {
    for (const { pattern, run } of routes) {
      const found = pattern.exec(`${method} ${path}`)
      if (found) return { run, id: decodeURIComponent(found.groups?.['id'] ?? '') }
    }
    return undefined
  }
}

export const findOperation = routerOf(operations)
