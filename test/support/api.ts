import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'

/** What an HTTP server answered. */
export class Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer

  constructor(status: number, headers: Headers, bytes: Buffer) {
    this.status = status
    this.headers = headers
    this.bytes = bytes
  }

  get text(): string {
    return this.bytes.toString('utf8')
  }

  /** The body as JSON, whatever the status. */
  get body(): unknown {
    return JSON.parse(this.text)
  }

  /** The body in a shape; throws, with status and body, where the answer was no success. */
  as<Schema extends z.ZodMiniType>(schema: Schema): z.infer<Schema> {
    if (this.status >= 300) throw new Error(`answered ${this.status}: ${this.text}`)
    return z.parse(schema, this.body)
  }
}

export type Send = (
  path: string,
  options?: { body?: unknown; headers?: Record<string, string> },
) => Promise<Answer>

export interface Api {
  readonly get: Send
  readonly post: Send
  readonly put: Send
  readonly delete: Send
}

/** An HTTP client of a base address, with a token or without one. POSTs carry a new Idempotency-Key unless they bring one. */
export function makeApi(base: string, token?: () => Promise<string>): Api {
  const send =
    (method: 'GET' | 'POST' | 'PUT' | 'DELETE'): Send =>
    async (path, { body, headers = {} } = {}) => {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${await token()}` } : {}),
          ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return new Answer(answer.status, answer.headers, Buffer.from(await answer.arrayBuffer()))
    }
  return { get: send('GET'), post: send('POST'), put: send('PUT'), delete: send('DELETE') }
}
