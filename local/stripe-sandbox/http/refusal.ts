import type Stripe from 'stripe'

export type ErrorBody = Pick<
  Stripe.StripeRawError,
  | 'type'
  | 'code'
  | 'decline_code'
  | 'doc_url'
  | 'message'
  | 'param'
  | 'charge'
  | 'payment_intent'
  | 'payment_method'
  | 'setup_intent'
>

/** An answer of Stripe other than 2xx: thrown by what refuses, sent by the server as `{ error: body }`. */
export class Refusal extends Error {
  readonly status: number
  readonly body: ErrorBody
  /** Whether an idempotency key remembers it: Stripe forgets what it refused before the work began. */
  readonly remembered: boolean

  constructor(status: number, body: ErrorBody, remembered = true) {
    super(body.message ?? 'refused')
    this.status = status
    this.body = body.code ? { doc_url: documentation(body.code), ...body } : body
    this.remembered = remembered
  }
}

export const invalidRequest = (message: string, details: ErrorBody = {}) =>
  new Refusal(400, { type: 'invalid_request_error', message, ...details })

export const badParameter = (message: string, param: string, code?: string) =>
  new Refusal(400, { type: 'invalid_request_error', message, param, ...(code ? { code } : {}) }, false)

export const noSuch = (kind: string, id: string, param = 'id', status = 404) =>
  new Refusal(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  })

export const unknownRoute = (method: string, path: string) =>
  new Refusal(
    404,
    { type: 'invalid_request_error', message: `Unrecognized request URL (${method}: ${path}).` },
    false,
  )

function documentation(code: string) {
  return `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`
}
