import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { expanded } from '../resources/expand.ts'
import type { Answer } from '../resources/operation.ts'
import type { Fault, Faults } from '../switches/faults.ts'
import { type Facts, factsAbout } from '../switches/match.ts'
import type { StoredReply, Tables } from '../tables.ts'
import type { World } from '../world.ts'
import { decodeForm, type Form } from './form.ts'
import type { makeIdempotency } from './idempotency.ts'
import { Refusal, unknownRoute } from './refusal.ts'
import { findOperation } from './routes.ts'

export interface ApiRequest {
  method: string
  path: string
  query: string
  authorization: string | undefined
  idempotencyKey: string | undefined
  body: string
}

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
  /** The work is done, but the answer gets lost on its way. */
  lost?: boolean
}

interface Deps {
  tables: Tables
  worldFor(request: Stripe.Event.Request): World
  faults: Faults
  idempotency: ReturnType<typeof makeIdempotency>
  newId(prefix: string): string
  nowMs(): number
  wait(milliseconds: number): Promise<void>
}

/** One call of Stripe's API, from who is calling to the answer. */
export function makeStripeApi(deps: Deps) {
  const { tables, faults, idempotency, newId, nowMs } = deps

  return async function answer(request: ApiRequest): Promise<Reply> {
    const requestId = newId('req')
    try {
      const form = decodeForm(request.method === 'GET' ? request.query : request.body)
      authenticate(request, form)
      const fault = faults.next(factsOf(tables, request, form))
      const failing = fault?.status === undefined ? undefined : failure(fault.status)
      if (failing && !fault?.stored) {
        await late(fault)
        throw failing
      }
      const reply = await once(request, requestId, fault, () => {
        if (failing) throw failing
        return run(request, form, requestId)
      })
      return fault?.loseReply ? { ...reply, lost: true } : reply
    } catch (error) {
      return replyTo(requestId, refusalOf(error))
    }
  }

  /** The first request with an idempotency key does the work; the same again gets the same answer. */
  async function once(
    request: ApiRequest,
    requestId: string,
    fault: Fault | undefined,
    work: () => object,
  ): Promise<Reply> {
    const key = request.method === 'POST' ? request.idempotencyKey : undefined
    const fingerprint = fingerprintOf(request)
    const stored = key ? idempotency.begin(key, fingerprint) : undefined
    await late(fault)
    if (stored) return replayed(stored, requestId)
    const { reply, remembered } = attempt(requestId, work)
    const { status, body } = reply
    if (key) idempotency.finish(key, remembered && { fingerprint, requestId, status, body, at: nowMs() })
    return reply
  }

  async function late(fault: Fault | undefined) {
    if (fault?.delayMs) await deps.wait(fault.delayMs)
  }

  function attempt(requestId: string, work: () => object) {
    try {
      return { reply: jsonReply(requestId, 200, work()), remembered: true }
    } catch (error) {
      const refusal = refusalOf(error)
      return { reply: replyTo(requestId, refusal), remembered: refusal.remembered }
    }
  }

  function run(request: ApiRequest, form: Form, requestId: string): object {
    const found = findOperation(request.method, request.path)
    if (!found) throw unknownRoute(request.method, request.path)
    const world = deps.worldFor({ id: requestId, idempotency_key: request.idempotencyKey ?? null })
    const answer: Answer = found.run(world, form, found.id)
    return expanded(tables, answer, pathsToExpand(form))
  }
}

/** What Stripe.js asks for in a browser, whose publishable key proves nothing: the secret of the object does. */
const OF_BROWSERS = /^\/v1\/setup_intents\/[^/]+(\/confirm)?$/

/** The key may come as a bearer token or as the user of basic authentication; a live one has no place here. */
function authenticate({ authorization, path }: ApiRequest, form: Form) {
  const [scheme = '', credentials = ''] = (authorization ?? '').split(' ')
  const key =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(credentials, 'base64').toString().split(':', 1).join('')
      : credentials
  if (/^(sk|rk)_(?!live_)\w+$/.test(key)) return
  if (/^pk_test_\w+$/.test(key) && OF_BROWSERS.test(path) && typeof form['client_secret'] === 'string') return
  const message =
    key === ''
      ? 'You did not provide an API key. Give it in the Authorization header, as Bearer or as the user of Basic.'
      : `Invalid API Key provided: ${key.slice(0, 8)}****. The sandbox takes any test key, such as sk_test_sandbox.`
  throw new Refusal(401, { type: 'invalid_request_error', message }, false)
}

/** What a fault can be scoped by: the request, its parameters, and the payment intent it is about. */
function factsOf(tables: Tables, { method, path }: ApiRequest, form: Form): Facts {
  const ids = [...path.split('/'), form['payment_intent'], form['charge']]
  return [{ method, path }, form, ...factsAbout(tables, ids)]
}

const fingerprintOf = ({ method, path, body }: ApiRequest) =>
  createHash('sha256').update(`${method} ${path}\n${body}`).digest('hex')

const pathsToExpand = ({ expand }: Form) =>
  Array.isArray(expand) ? expand.filter((path) => typeof path === 'string') : []

const failure = (status: number) =>
  new Refusal(status, {
    type: status === 429 ? 'rate_limit_error' : 'api_error',
    ...(status === 429 ? { code: 'rate_limit' } : {}),
    message: `The sandbox was told to answer with ${status}.`,
  })

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  console.error(error)
  return new Refusal(500, {
    type: 'api_error',
    message: 'An unknown error occurred in the sandbox; see its log.',
  })
}

const replyTo = (requestId: string, { status, body }: Refusal) =>
  jsonReply(requestId, status, { error: body })

const replayed = ({ status, body, requestId: first }: StoredReply, requestId: string): Reply => ({
  status,
  body,
  headers: { ...headersOf(requestId), 'Idempotent-Replayed': 'true', 'Original-Request': first },
})

const jsonReply = (requestId: string, status: number, body: object): Reply => ({
  status,
  headers: headersOf(requestId),
  body: JSON.stringify(body),
})

const headersOf = (requestId: string) => ({ 'Content-Type': 'application/json', 'Request-Id': requestId })
