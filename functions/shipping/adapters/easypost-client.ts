import * as z from 'zod/mini'
import { Fault } from '#shared/outcomes.ts'
import { failure } from './easypost-schemas.ts'

export interface EasyPostOptions {
  /** Without `/v2`; EasyPost's own when empty. */
  readonly baseUrl?: string | undefined
  readonly apiKey: () => Promise<string>
  readonly timeoutMs?: number
  readonly fetch?: typeof fetch
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string }

export type EasyPostClient = <Schema extends z.ZodMiniType>(
  method: 'GET' | 'POST',
  path: string,
  schema: Schema,
  body?: object,
) => Promise<Answer<z.infer<Schema>>>

const PRODUCTION = 'https://api.easypost.com'

/** Some carriers take longer to sell a label; it is found at the next try then, as nothing is bought twice. */
const TIMEOUT_MS = 10_000

/**
 * Speaks EasyPost's HTTP API, version 2. What it refuses for good (404, 422) is a value with its error
 * code; no answer in time, throttling, a wrong key or an error of theirs is thrown as a Fault, which
 * names the path and never what was sent.
 */
export function makeEasyPostClient(options: EasyPostOptions): EasyPostClient {
  const { apiKey, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = options
  const baseUrl = options.baseUrl || PRODUCTION

  return async (method, path, schema, body) => {
    const what = `EasyPost ${method} ${path}`
    const key = Buffer.from(`${await apiKey()}:`).toString('base64')
    const response = await send(`${baseUrl}/v2${path}`, {
      method,
      headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new Fault(`${what} got no answer: the connection broke, or ${timeoutMs} ms were over`, { cause })
    })
    const answer: unknown = await response.json().catch(() => undefined)
    if (response.ok) return { ok: true, value: read(schema, answer, what) }
    const { data } = z.safeParse(failure, answer)
    const code = data?.error.code ?? 'no_code'
    if (response.status === 404 || response.status === 422) return { ok: false, code }
    throw new Fault(`${what} was answered ${response.status} ${code}`)
  }
}

function read<Schema extends z.ZodMiniType>(schema: Schema, answer: unknown, what: string): z.infer<Schema> {
  const parsed = z.safeParse(schema, answer)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new Fault(`${what} was answered in another shape, at: ${where}`)
}
