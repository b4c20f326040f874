import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import { stripeRequests } from './stripe-requests.ts'

const STRIPE_MOCK = 'github.com/stripe/stripe-mock@latest'
const READY_WITHIN_MS = 15_000

/**
 * Holds the requests we send to Stripe against Stripe's own OpenAPI document, by way of stripe-mock, which
 * refuses parameters that are unknown, missing or of a wrong type. It needs Go, and says so where there is none.
 */
async function main() {
  if (spawnSync('go', ['version']).status !== 0) {
    console.log('skipped: Go is not on this machine')
    return
  }
  const directory = await mkdtemp(join(tmpdir(), 'stripe-mock-'))
  try {
    const port = await freePort()
    const mock = spawn(install(directory), ['-http-port', String(port)], { stdio: 'ignore' })
    try {
      await answering(port)
      await check(port)
    } finally {
      mock.kill()
      if (mock.exitCode === null) await once(mock, 'exit')
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}

async function check(port: number) {
  const stripe = new Stripe('sk_test_check', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
  })
  const refusals: string[] = []
  for (const [name, send] of Object.entries(stripeRequests)) {
    const refusal = await refusalOf(send(stripe))
    console.log(`${refusal ? 'refused' : 'ok     '} ${name}`)
    if (refusal) refusals.push(`${name}: ${refusal}`)
  }
  const planted = stripe.rawRequest('POST', '/v1/refunds', { payment_intent: 'pi_1', planted: 'unknown' })
  if (!(await refusalOf(planted))) refusals.push('stripe-mock accepted a planted unknown parameter')
  if (refusals.length > 0) throw new Error(`Stripe would refuse what we send:\n${refusals.join('\n')}`)
  console.log(`${Object.keys(stripeRequests).length} requests are as Stripe's OpenAPI document wants them`)
}

async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error.message
    throw error
  }
}

function install(directory: string): string {
  console.log(`go install ${STRIPE_MOCK}`)
  const env = { ...process.env, GOBIN: directory }
  const { status, stderr } = spawnSync('go', ['install', STRIPE_MOCK], { env, encoding: 'utf8' })
  if (status !== 0)
    throw new Error(`go install ${STRIPE_MOCK} failed; is the Go module proxy reachable?\n${stderr}`)
  return join(directory, 'stripe-mock')
}

async function answering(port: number) {
  const giveUpAt = Date.now() + READY_WITHIN_MS
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))) {
    if (Date.now() > giveUpAt)
      throw new Error(`stripe-mock did not answer within ${READY_WITHIN_MS / 1000} s.`)
    await sleep(100)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address === 'object' && address) return address.port
  throw new Error('This machine gave no free port on 127.0.0.1.')
}

await main()
