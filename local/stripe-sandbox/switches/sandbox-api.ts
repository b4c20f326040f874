import * as z from 'zod/mini'
import { decodeForm } from '../http/form.ts'
import { Refusal } from '../http/refusal.ts'
import { routerOf } from '../http/routes.ts'
import type { Reply } from '../http/stripe-api.ts'
import { stripeJs } from '../page/stripe-js.ts'
import { authenticatePayment, authenticateSetup } from '../resources/authentication.ts'
import { openDispute } from '../resources/disputes.ts'
import { existing } from '../resources/operation.ts'
import { intentNamed, release } from '../resources/release.ts'
import { idOf, type World } from '../world.ts'
import { authenticationPage } from './authentication-page.ts'
import { type Faults, fault } from './faults.ts'
import { ledgerOf } from './ledger.ts'
import { type WebhookSwitches, webhookSwitch } from './webhook-switches.ts'

interface SandboxRequest {
  method: string
  path: string
  query: string
  contentType: string
  body: string
}

interface Deps {
  world: World
  faults: Faults
  webhookSwitches: WebhookSwitches
}

/** `zod/mini` has no words of its own for what is wrong. */
const inEnglish = { error: z.locales.en().localeError }

const disputed = z.strictObject({ grounds: z.enum(['fraudulent', 'product_not_received', 'inquiry']) })
const authentication = z.strictObject({ outcome: z.enum(['succeed', 'fail']) })

/** What Stripe has no API for: the payer's and the bank's part, the weather, and the books. */
export function makeSandboxApi({ world, faults, webhookSwitches }: Deps) {
  const find = routerOf<(request: SandboxRequest, id: string) => Reply>({
    'POST /_sandbox/webhooks': (request) => {
      webhookSwitches.set(read(webhookSwitch, request))
      return json(200, { switches: webhookSwitches.all() })
    },
    'POST /_sandbox/faults': (request) => {
      faults.set(read(fault, request))
      return json(200, { faults: faults.pending() })
    },
    'GET /_sandbox/stripe.js': () => script(stripeJs),
    'GET /_sandbox/ledger': ({ query }) =>
      json(200, ledgerOf(world.tables, Object.fromEntries(new URLSearchParams(query)))),
    'GET /_sandbox/payment_intents/:id/authenticate': ({ path }) => html(authenticationPage(path)),
    'POST /_sandbox/payment_intents/:id/authenticate': (request, id) => {
      const before = intentNamed(world, id).next_action
      const after = authenticatePayment(world, id, read(authentication, request).outcome)
      return answerTo(request, after, before?.redirect_to_url?.return_url)
    },
    'GET /_sandbox/setup_intents/:id/authenticate': ({ path }) => html(authenticationPage(path)),
    'POST /_sandbox/setup_intents/:id/authenticate': (request, id) => {
      const before = existing(world.tables.setupIntents, 'setupintent', id).next_action
      const after = authenticateSetup(world, id, read(authentication, request).outcome)
      return answerTo(request, after, before?.redirect_to_url?.return_url)
    },
    'POST /_sandbox/payment_intents/:id/expire': (_, id) => {
      const intent = intentNamed(world, id)
      if (intent.status !== 'requires_capture') {
        throw new Refusal(409, {
          message: `${id} has a status of ${intent.status}; only requires_capture expires.`,
        })
      }
      return json(200, release(world, intent, 'automatic'))
    },
    'POST /_sandbox/payment_intents/:id/dispute': (request, id) => {
      const { grounds } = read(disputed, request)
      const charge = idOf(intentNamed(world, id).latest_charge) ?? ''
      openDispute(world, existing(world.tables.charges, 'charge', charge), grounds)
      return json(200, { disputed: charge })
    },
  })

  return function answer(request: SandboxRequest): Reply {
    try {
      const found = find(request.method, request.path)
      if (found) return found.run(request, found.id)
      throw new Refusal(404, {
        message: `The sandbox has no ${request.method} ${request.path}; see its README.`,
      })
    } catch (error) {
      if (error instanceof Refusal) return json(error.status, { error: error.body })
      throw error
    }
  }
}

/** The body as JSON, or as a form where a page of the sandbox sent it. */
function read<Schema extends z.ZodMiniType>(schema: Schema, request: SandboxRequest): z.output<Schema> {
  const body = isForm(request) ? decodeForm(request.body) : parse(request.body)
  const reading = schema.safeParse(body, inEnglish)
  if (reading.success) return reading.data
  throw new Refusal(400, {
    message: `This is not what ${request.path} takes.\n${z.prettifyError(reading.error)}`,
  })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body || '{}')
  } catch {
    throw new Refusal(400, { message: 'The body is not JSON.' })
  }
}

/** Programs get the object as it now stands; a person is sent back to the shop. */
function answerTo(
  request: SandboxRequest,
  after: { id: string; client_secret: string | null },
  returnUrl: string | null | undefined,
) {
  if (!isForm(request) || !returnUrl) return json(200, after)
  const back = new URL(returnUrl)
  const kind = after.id.startsWith('seti_') ? 'setup_intent' : 'payment_intent'
  back.searchParams.set(kind, after.id)
  back.searchParams.set(`${kind}_client_secret`, after.client_secret ?? '')
  return { status: 303, headers: { Location: back.href }, body: '' }
}

const isForm = ({ contentType }: SandboxRequest) =>
  contentType.startsWith('application/x-www-form-urlencoded')

const json = (status: number, body: object): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

const script = (body: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
  body,
})

const html = (body: string): Reply => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body,
})
