import * as z from 'zod/mini'
import type { Outputs } from '#local/outputs.ts'

type MachineClient = Outputs['machineClient']

const granted = z.object({ access_token: z.string(), expires_in: z.number() })

/** An access token by client credentials (RFC 6749, 4.4), with the client's scopes; its life in seconds. */
export async function askToken({ clientId, clientSecret, tokenUrl, scopes }: MachineClient) {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') }),
  })
  if (!answer.ok) throw new Error(`no token: ${answer.status} ${await answer.text()}`)
  const { access_token: text, expires_in: seconds } = z.parse(granted, await answer.json())
  return { text, seconds }
}
