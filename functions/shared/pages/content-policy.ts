import { createHash } from 'node:crypto'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Nothing is loaded, run, sent or framed: the page is this one document with this one style. */
export const policyFor = (style: string): string =>
  `default-src 'none'; style-src ${hashOf(style)}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** A script of ours, and the gateway's own where there is one. */
export interface ScriptSources {
  readonly text: string
  readonly gatewayUrl?: string | undefined
}

/** What Stripe's script asks of a page's policy: Stripe documentation, "Integration security guide", CSP. */
const GATEWAY_FRAMES = 'https://*.js.stripe.com https://hooks.stripe.com'
const GATEWAY_API = 'https://api.stripe.com'

/** The same with one script, which speaks to this origin; and with the gateway's, which speaks to the gateway. */
export function policyWith(style: string, { text, gatewayUrl }: ScriptSources): string {
  const own = `${policyFor(style)}; script-src ${hashOf(text)}`
  if (!gatewayUrl) return `${own}; connect-src 'self'`
  const { origin } = new URL(gatewayUrl)
  return `${own} ${origin}; connect-src 'self' ${origin} ${GATEWAY_API}; frame-src ${origin} ${GATEWAY_FRAMES}`
}
