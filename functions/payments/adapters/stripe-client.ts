import Stripe from 'stripe'
import { seconds } from '#shared/clock.ts'
import { Fault } from '#shared/outcomes.ts'
import type { GatewayReply } from '../use-cases/gateway.ts'

export interface StripeSettings {
  /** Asked for at each request, so that a rotated key is seen without a deployment. */
  readonly apiKey: () => Promise<string>
  /** Where Stripe's API is; Stripe's own address where it is empty. */
  readonly apiUrl: string
  /** Told with each payment and customer, as several stages may share an account of Stripe: what names another is not ours. */
  readonly stage?: string
  /** Of one try, in milliseconds. */
  readonly timeoutMs?: number
}

/** Stripe's client, whose key is asked for at each request. */
export function connect({ apiKey, apiUrl, timeoutMs = seconds(8) }: StripeSettings): Stripe {
  const { hostname, port, protocol } = new URL(apiUrl || 'https://api.stripe.com')
  return new Stripe('', {
    authenticator: async (request) => {
      request.headers['Authorization'] = `Bearer ${await apiKey()}`
    },
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    protocol: protocol === 'http:' ? 'http' : 'https',
    timeout: timeoutMs,
    maxNetworkRetries: 1,
    telemetry: false,
  })
}

export type ReadRefusal<T> = (error: Stripe.errors.StripeError) => GatewayReply<T> | undefined

/** Asks for a change: what Stripe refuses is a value, what went wrong on the way is a Fault and may be retried. */
export async function attempt<T>(
  what: string,
  read: ReadRefusal<T>,
  call: () => Promise<T>,
): Promise<GatewayReply<T>> {
  try {
    return { outcome: 'done', object: await call() }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw faultOf(what, error)
    if (isRemembered(error)) return { outcome: 'stuck' }
    const refusal = read(error)
    if (refusal) return refusal
    throw faultOf(what, error)
  }
}

/** Stripe keeps the first answer to a key, also where that was a failure of its own (https://docs.stripe.com/api/idempotent_requests). */
const isRemembered = ({ statusCode = 0, headers }: Stripe.errors.StripeError): boolean =>
  statusCode >= 500 && headers?.['idempotent-replayed'] === 'true'

/** Asks a question; what Stripe does not know is undefined. */
export async function ask<T>(what: string, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return undefined
    throw faultOf(what, error)
  }
}

/** Only what Stripe says for programs: its messages may name a person's card. */
function faultOf(what: string, error: unknown): Fault {
  const { type, code, statusCode, requestId } =
    error instanceof Stripe.errors.StripeError ? error : { type: 'no answer' }
  const details = [type, code, statusCode, requestId].filter(Boolean).join(', ')
  return new Fault(`Stripe could not ${what}: ${details}. It is safe to ask again.`, { cause: error })
}

export const codeOf = ({ decline_code, code, type }: Stripe.errors.StripeError): string =>
  decline_code || code || type
