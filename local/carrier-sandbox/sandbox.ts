import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { addressRoutes } from './addresses.ts'
import type { Context } from './context.ts'
import { controlRoutes } from './controls.ts'
import { makeServer } from './http.ts'
import { shipmentRoutes } from './shipments.ts'
import { openStore } from './store.ts'
import { subjectOfRequest } from './subject.ts'
import { type FaultSwitch, makeSwitchboard, takeFault, type WebhookSwitch } from './switches.ts'
import { trackerRoutes } from './trackers.ts'
import { makeWebhookSender } from './webhooks.ts'

export interface CarrierSandboxOptions {
  /** 0, the default, takes a free one. */
  port?: number
  host?: string
  /** Where webhooks go; none are sent without it. */
  webhookUrl?: string | undefined
  webhookSecret?: string
  /** Where the state is kept; it is forgotten at the end without it. */
  stateDir?: string | undefined
  now?: () => Date
  log?: (line: string) => void
}

export interface CarrierSandbox {
  /** Such as `http://127.0.0.1:8430`; the API is below `/v2`. */
  url: string
  /** Stops listening, gives up waiting webhooks until the next start, and writes the state. */
  close(): Promise<void>
}

/** A webhook that is not answered by then has failed. */
const ANSWER_WITHIN_MS = 7000

/** Starts a carrier that speaks EasyPost's API, as its README says. */
export async function startCarrierSandbox(options: CarrierSandboxOptions = {}): Promise<CarrierSandbox> {
  const { port = 0, host = '127.0.0.1', webhookUrl, webhookSecret = '', now = () => new Date() } = options
  const store = await openStore(options.stateDir)
  const closing = new AbortController()
  const faults = makeSwitchboard<FaultSwitch>()
  const webhookSwitches = makeSwitchboard<WebhookSwitch>()
  const webhooks = makeWebhookSender({
    url: webhookUrl,
    secret: webhookSecret,
    pending: store.pendingEvents,
    switchFor: webhookSwitches.for,
    wait: (ms) => pause(ms, undefined, { signal: closing.signal }),
    post: (url, body, headers) =>
      fetch(url, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      }),
    log: options.log ?? console.error,
  })

  let url = ''
  const context: Context = { store, webhooks, webhookUrl, now, url: () => url }
  const routes = [
    ...shipmentRoutes(context),
    ...trackerRoutes(context),
    ...addressRoutes(context),
    ...controlRoutes(context, faults, webhookSwitches),
  ]
  const server = makeServer(routes, (request) => takeFault(faults, subjectOfRequest(store, request)))
  url = `http://${host}:${await listen(server, port, host)}`
  webhooks.resume()

  return {
    url,
    async close() {
      closing.abort()
      await stop(server)
      await store.flush()
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`The carrier sandbox cannot listen on ${host}:${port}.`, { cause })),
    )
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
