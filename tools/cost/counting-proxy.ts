import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A call of AWS by one of our functions, and how it was answered. */
export interface Call {
  /** Full name of the function. */
  readonly by: string
  readonly method: string
  /** As AWS names it, such as `DynamoDB_20120810.GetItem`; the path where an API has none. */
  readonly operation: string
  readonly request: string
  readonly status: number
  readonly answer: string
}

const DYNAMODB = 'DynamoDB_20120810.'
const QUIET_MS = 5_000

export type CountingProxy = Awaited<ReturnType<typeof startCountingProxy>>

/**
 * Stands between functions and the local AWS, and writes down what they ask for. A function's endpoint is
 * `endpointFor(name)`. DynamoDB is asked to say what each write consumed, and links that functions sign are followed
 * without their signature; nothing else of a request is changed.
 */
export async function startCountingProxy(endpoint: string) {
  const agent = new Agent({ keepAlive: true })
  let calls: Call[] = []
  let open = 0
  let lastAt = Date.now()

  async function pass(incoming: IncomingMessage) {
    const [, by = '', ...rest] = (incoming.url ?? '').split('/')
    const path = followed(`/${rest.join('/')}`)
    const operation = String(incoming.headers['x-amz-target'] ?? path)
    const asked = await bytesOf(incoming)
    const body = operation.startsWith(DYNAMODB) ? askingForCapacity(asked) : asked
    const answer = await send(`${endpoint}${path}`, incoming, body, agent)
    calls.push({
      ...{ by, method: incoming.method ?? '', operation, request: asked.toString('utf8') },
      ...{ status: answer.status, answer: answer.body.toString('utf8') },
    })
    return answer
  }

  const server = createServer((incoming, outgoing) => {
    open += 1
    pass(incoming)
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body))
      .catch((error: Error) => outgoing.writeHead(502).end(error.message))
      .finally(() => {
        open -= 1
        lastAt = Date.now()
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  return {
    endpointFor: (functionName: string): string => `http://127.0.0.1:${port}/${functionName}`,
    /** What was called since the last time this was asked. */
    take(): Call[] {
      const taken = calls
      calls = []
      return taken
    },
    /** Waits until no function has asked for anything for five seconds. */
    async quiet(): Promise<void> {
      while (open > 0 || Date.now() - lastAt < QUIET_MS) await sleep(200)
    },
    async stop(): Promise<void> {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A link that a function has signed is signed for our address; the local AWS takes it without any signature. */
const followed = (path: string): string =>
  path.includes('X-Amz-Signature=') ? path.replace(/\?.*/, '') : path

const askingForCapacity = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'INDEXES' }))

interface Passed {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function send(url: string, incoming: IncomingMessage, body: Buffer, agent: Agent): Promise<Passed> {
  const { connection: _, 'transfer-encoding': _chunked, ...headers } = incoming.headers
  return new Promise((resolve, reject) => {
    const onward = request(url, {
      method: incoming.method,
      headers: { ...headers, 'content-length': body.length },
      agent,
    })
    onward.once('error', reject)
    onward.once('response', (answer) => {
      const { connection: _, 'keep-alive': _keepAlive, ...answered } = answer.headers
      bytesOf(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 502, headers: answered, body: bytes }),
        reject,
      )
    })
    onward.end(body)
  })
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
