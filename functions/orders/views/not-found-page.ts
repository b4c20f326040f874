import { html } from '#shared/html.ts'
import { languageOf } from '#shared/languages.ts'
import { type Page, renderPage } from '#shared/pages/page.ts'
import { PAGE_WORDS } from './page-words.ts'
import { ACT_WORDS } from './words/acts/acts.ts'

/** For who comes with a link that is not one of ours, or was once; `locale` is BCP 47. */
export function renderNotFoundPage(locale: string, why: 'unknown' | 'expired' = 'unknown'): Page {
  const language = languageOf(locale)
  const { headline, note } = why === 'expired' ? ACT_WORDS[language].expired : PAGE_WORDS[language].notFound
  return renderPage(
    language,
    headline,
    html`<main><header class="halted"><h1>${headline}</h1><p>${note}</p></header></main>`,
  )
}
