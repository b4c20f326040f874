import type { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { pauseAfter, RETRIES } from './signed-access.ts'

/** A service of AWS that is asked in JSON (protocol 1.1), and who asks it. */
export interface JsonApi {
  readonly endpoint: string
  readonly client: Pick<AwsClient, 'fetch'>
}

export type JsonAnswer =
  | { readonly ok: true; readonly body: unknown }
  /** `type` is the service's word, such as `ResourceNotFoundException`. */
  | { readonly ok: false; readonly status: number; readonly type: string }

const refusal = z.object({ __type: z.string() })

/**
 * Asks for one action, signed; again where the service is asked too often, which these services say with a status of
 * 400: the client by itself tries only others again.
 * @param target as `X-Amz-Target` names it, such as `TrentService.Decrypt`
 */
export async function askJson(
  { client, endpoint }: JsonApi,
  target: string,
  request: object,
): Promise<JsonAnswer> {
  for (let tried = 0; ; tried += 1) {
    const answer = await client.fetch(`${endpoint}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
      body: JSON.stringify(request),
    })
    if (answer.ok) return { ok: true, body: await answer.json() }
    const type = typeIn(await answer.text())
    if (type !== 'ThrottlingException' || tried === RETRIES) return { ok: false, status: answer.status, type }
    await pauseAfter(tried)
  }
}

/** Some services write a name space before it. */
function typeIn(text: string): string {
  const said = refusal.safeParse(jsonIn(text))
  return said.success ? said.data.__type.replace(/^.*#/, '') : 'unknown'
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What stands before a service, such as a proxy, answers no JSON: then its status says all there is.
    return undefined
  }
}
