import type { Reply } from '../http/api.ts'
import type { Page } from './page.ts'

/**
 * What browsers are told of a page: what it may load, run and speak to; that whoever has opened it cannot reach into it;
 * that it wants no devices; and that its address goes nowhere. A window that the gateway opens, as for 3-D Secure, finds
 * its way back, and the gateway's frames may pay.
 */
export const pageHeaders = (policy: string) => ({
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), serial=(), usb=()',
  'referrer-policy': 'no-referrer',
})

export interface Reader {
  readonly query: { readonly lang?: string | undefined }
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** What the reader's browser asks for first (RFC 9110, 12.5.4). */
export const languageAsked = ({ query, headers }: Reader): string =>
  query.lang ?? (headers['accept-language']?.split(/[,;]/)[0]?.trim() || 'en')

/** A page of what is there, which has a language of its own unless the reader asks for another. */
export const pageOf = <View extends { readonly locale: string }>(
  view: View,
  render: (view: View, locale: string) => Page,
  { query }: Reader,
): Reply<string> => shown(render(view, query.lang ?? view.locale))

/** A page that says that there is nothing, in the language of the reader's browser. */
export const noPageOf = (render: (locale: string) => Page, reader: Reader): Reply<string> => ({
  ...shown(render(languageAsked(reader))),
  status: 404,
})

const shown = ({ html, policy }: Page): Reply<string> => ({
  ok: true,
  body: html,
  headers: pageHeaders(policy),
})
