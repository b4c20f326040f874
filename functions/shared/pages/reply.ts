import type { Reply } from '../http/api.ts'

/** What the browser adds to the page's own policy: it is framed by nobody, and its address goes nowhere. */
export const PAGE_HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

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
  render: (view: View, locale: string) => string,
  { query }: Reader,
): Reply<string> => ({ ok: true, body: render(view, query.lang ?? view.locale), headers: PAGE_HEADERS })

/** A page that says that there is nothing, in the language of the reader's browser. */
export const noPageOf = (render: (locale: string) => string, reader: Reader): Reply<string> => ({
  ok: true,
  status: 404,
  body: render(languageAsked(reader)),
  headers: PAGE_HEADERS,
})
