import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { makeSandboxApi } from '../switches/sandbox-api.ts'
import type { makeStripeApi, Reply } from './stripe-api.ts'

interface Apis {
  stripe: ReturnType<typeof makeStripeApi>
  sandbox: ReturnType<typeof makeSandboxApi>
  /** Called after each request that may have changed something. */
  changed(): void
}

/** Listens before the APIs exist, as their answers contain the address that listening gives. */
export async function listen(host: string, port: number) {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: given } = addressOf(server.address())
  return {
    url: `http://${host}:${given}`,
    serve(apis: Apis) {
      server.on('request', (request, response) => {
        handle(apis, request, response).catch((error: unknown) => {
          console.error(error)
          response.destroy()
        })
      })
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

async function handle(apis: Apis, request: IncomingMessage, response: ServerResponse) {
  const { method = 'GET', url = '/', headers } = request
  const { pathname: path, search } = new URL(url, 'http://sandbox')
  const asked = { method, path, query: search.slice(1), body: await bodyOf(request) }
  const reply = path.startsWith('/_sandbox/')
    ? apis.sandbox({ ...asked, contentType: headers['content-type'] ?? '' })
    : await apis.stripe({
        ...asked,
        authorization: headers.authorization,
        idempotencyKey: headers['idempotency-key']?.toString(),
      })
  if (method !== 'GET') apis.changed()
  send(response, reply)
}

function send(response: ServerResponse, { lost, status, headers, body }: Reply) {
  if (lost) {
    response.destroy()
    return
  }
  response.writeHead(status, headers).end(body)
}

async function bodyOf(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (typeof address === 'object' && address) return address
  throw new Error(`The sandbox listens at ${address}, which is no port.`)
}
