import type { Reply } from '#shared/http/api.ts'
import type { Page } from '#shared/pages/page.ts'
import { noPageOf, pageOf, type Reader } from '#shared/pages/reply.ts'
import type { Opened } from '../use-cases/open-link.ts'
import { renderNotFoundPage } from '../views/not-found-page.ts'

/** The page that a link opens, or the one that says why it opens nothing. */
export const showPage = <View extends { readonly locale: string }>(
  opened: Opened<View>,
  render: (view: View, locale: string) => Page,
  reader: Reader,
): Reply<string> => (opened.found ? pageOf(opened.view, render, reader) : noPage(opened.why, reader))

export const noPage = (why: 'unknown' | 'expired', reader: Reader): Reply<string> =>
  noPageOf((locale) => renderNotFoundPage(locale, why), reader)
