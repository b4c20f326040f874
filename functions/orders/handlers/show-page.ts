import type { Reply } from '#shared/http/api.ts'
import type { Opened } from '../use-cases/open-link.ts'
import { renderNotFoundPage } from '../views/not-found-page.ts'

/** What the browser adds to the page's own policy: it is framed by nobody, and its address goes nowhere. */
export const PAGE_HEADERS = {
  'content-security-policy': "frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

interface Reader {
  readonly query: { readonly lang?: string | undefined }
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** What the reader's browser asks for first (RFC 9110, 12.5.4). */
export const languageAsked = ({ query, headers }: Reader): string =>
  query.lang ?? (headers['accept-language']?.split(/[,;]/)[0]?.trim() || 'en')

/** The page that a link opens, or the one that says why it opens nothing. */
export function showPage<View extends { readonly locale: string }>(
  opened: Opened<View>,
  render: (view: View, locale: string) => string,
  reader: Reader,
): Reply<string> {
  return opened.found
    ? { ok: true, body: render(opened.view, reader.query.lang ?? opened.view.locale), headers: PAGE_HEADERS }
    : noPage(opened.why, reader)
}

export const noPage = (why: 'unknown' | 'expired', reader: Reader): Reply<string> => ({
  ok: true,
  status: 404,
  body: renderNotFoundPage(languageAsked(reader), why),
  headers: PAGE_HEADERS,
})
