import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { MailArchive } from './mail-archive.ts'
import { frontPage, mailBody, mailPage } from './site-pages.ts'

export type SiteOptions = {
  port: number
  mails: MailArchive
}

/** Paths that the product serves itself; everything else belongs to the laptop's world. */
const PRODUCT_PATH = /^\/(v1|track|docs|pay|correct|withdraw|download|cart)(\/|$|\?)/

/** Pictures and 3D models: fetched from where a CDN would fetch them. */
const MEDIA_PATH = /^\/media\//

/** Where what the product serves is; without a slash at the end. */
export type Origins = {
  api: string
  /** The bucket whose keys that begin with `media/` anyone may fetch. */
  media: string
}

/** One origin on 127.0.0.1 for the API, its pages, pictures and the mails, as a CDN gives a shop in the cloud. */
export async function startSite({ port, mails }: SiteOptions) {
  const url = `http://127.0.0.1:${port}`
  let origins: Origins | undefined
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/'
    const service = PRODUCT_PATH.test(path) ? 'api' : isMedia(incoming) ? 'media' : undefined
    if (service) {
      if (origins === undefined) unreachable(outgoing, 'The API is not deployed yet.')
      else forward(incoming, outgoing, origins[service], agent)
    } else {
      ownPage(path, url, mails).then(
        (answer) => send(outgoing, answer),
        (error: unknown) => send(outgoing, { status: 502, type: 'text/plain', body: String(error) }),
      )
    }
  })
  await listen(server, port)
  return {
    url,
    /** From now on the product's own routes are answered there. */
    serve(deployed: Origins) {
      origins = deployed
    },
    async stop() {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Read only: the local AWS would take a PUT as well. */
const isMedia = ({ method = '', url = '' }: IncomingMessage): boolean =>
  ['GET', 'HEAD'].includes(method) && MEDIA_PATH.test(new URL(url, 'http://site').pathname)

type Answer = { status: number; type: string; body: string }

async function ownPage(path: string, url: string, mails: MailArchive): Promise<Answer> {
  const html = (body: string): Answer => ({ status: 200, type: 'text/html', body })
  const { pathname, searchParams } = new URL(path, url)
  if (pathname === '/') return html(frontPage(`${url}/v1`))
  if (pathname === '/mail') return html(mailPage(await mails.list()))
  if (pathname === '/mail/messages.json') {
    const found = await mails.list(searchParams.get('to') ?? undefined)
    return { status: 200, type: 'application/json', body: JSON.stringify(found) }
  }
  const place = pathname.match(/^\/mail\/(\d+)$/)?.[1]
  const message = place === undefined ? undefined : (await mails.list())[Number(place)]
  return message
    ? html(mailBody(message))
    : { status: 404, type: 'text/plain', body: `There is no ${pathname} here.` }
}

function send(outgoing: ServerResponse, { status, type, body }: Answer): void {
  outgoing.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
}

/** Passes a request on as it is, bytes and headers, and its answer back. */
function forward(incoming: IncomingMessage, outgoing: ServerResponse, origin: string, agent: Agent): void {
  const { host, connection: _, ...headers } = incoming.headers
  const onward = request(`${origin}${incoming.url}`, {
    method: incoming.method,
    headers: { ...headers, 'x-forwarded-host': host },
    agent,
  })
  onward.on('response', (answer) => {
    const { connection: _connection, 'keep-alive': _keepAlive, ...answerHeaders } = answer.headers
    outgoing.writeHead(answer.statusCode ?? 502, answerHeaders)
    answer.pipe(outgoing)
  })
  onward.on('error', (error) => unreachable(outgoing, `The local AWS did not answer: ${error.message}.`))
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}

function unreachable(outgoing: ServerResponse, detail: string): void {
  if (outgoing.headersSent) {
    outgoing.destroy()
    return
  }
  const problem = { type: 'about:blank', title: 'Bad gateway', status: 502, code: 'bad_gateway', detail }
  outgoing.writeHead(502, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        'code' in error && error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} is in use by another program. End it, or choose another: npm start -- --port N.`,
            )
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
}
