import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { notFound, type Reply, refuse } from './replies.ts'

export interface Request {
  method: string
  path: string
  query: URLSearchParams
  /** The parts of the path that the route names. */
  params: Record<string, string>
  body: unknown
}

export interface Route {
  method: 'GET' | 'POST'
  /** Such as `/v2/shipments/:id/buy`. */
  path: string
  handle: (request: Request) => Reply | Promise<Reply>
}

/** What goes wrong with one request on purpose. */
export interface Fault {
  delayMs: number
  status?: number | undefined
  loseReply: boolean
}

/** Serves the routes as JSON over HTTP; `/v2` wants an API key as EasyPost does, and can be made to fail. */
export function makeServer(routes: Route[], faultFor: (request: Request) => Fault | undefined) {
  const table = routes.map((route) => ({ ...route, matcher: matcherOf(route.path) }))

  async function answer(incoming: IncomingMessage): Promise<Reply | 'lost'> {
    const url = new URL(incoming.url ?? '/', 'http://sandbox')
    const method = incoming.method ?? 'GET'
    const isApi = url.pathname.startsWith('/v2/')
    const body = parseJson(await readAll(incoming))
    if (isApi && !hasApiKey(incoming)) return unauthorized
    if (!body.ok) return refuse(400, 'BAD_REQUEST', 'The request body is not valid JSON.')

    const request = { method, path: url.pathname, query: url.searchParams, params: {}, body: body.value }
    const fault = isApi ? faultFor(request) : undefined
    if (fault !== undefined) await pause(fault.delayMs, undefined, { ref: false })
    if (fault?.status !== undefined) return failing(fault.status)
    const reply = await dispatch(request)
    return fault?.loseReply ? 'lost' : reply
  }

  async function dispatch(request: Request): Promise<Reply> {
    for (const { method, matcher, handle } of table) {
      const params = method === request.method ? matcher(request.path) : undefined
      if (params !== undefined) return handle({ ...request, params })
    }
    return notFound()
  }

  return createServer((incoming, outgoing) => {
    answer(incoming)
      .catch((fault: unknown) => {
        console.error(`carrier-sandbox: ${incoming.method} ${incoming.url} failed`, fault)
        return failing(500)
      })
      .then((reply) => (reply === 'lost' ? outgoing.destroy() : send(outgoing, reply)))
  })
}

const unauthorized = refuse(
  401,
  'UNAUTHORIZED',
  'An API key is required: send it as the user name of HTTP basic authentication, with an empty password.',
)

const failing = (status: number) =>
  refuse(status, status === 429 ? 'RATE_LIMITED' : 'INTERNAL_SERVER_ERROR', 'The carrier sandbox failed.')

function hasApiKey({ headers }: IncomingMessage): boolean {
  const credentials = /^Basic (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
  const [key] = Buffer.from(credentials, 'base64').toString().split(':')
  return key !== undefined && key !== ''
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: text === '' ? {} : JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

/** Reads `/v2/shipments/:id` as a pattern, and gives the named parts of a path that fits. */
function matcherOf(pattern: string): (path: string) => Record<string, string> | undefined {
  const regex = new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  return (path) => {
    const found = regex.exec(path)
    if (found === null) return undefined
    const parts = Object.entries(found.groups ?? {})
    return Object.fromEntries(parts.map(([name, value]) => [name, decodeURIComponent(value)]))
  }
}

function send(outgoing: ServerResponse, reply: Reply) {
  const isFile = 'file' in reply
  outgoing.writeHead(reply.status, { 'Content-Type': isFile ? reply.contentType : 'application/json' })
  outgoing.end(isFile ? reply.file : JSON.stringify(reply.json))
}
