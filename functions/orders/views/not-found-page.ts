import { html } from '#shared/html.ts'
import { languageOf } from '#shared/languages.ts'
import { PAGE_WORDS, renderPage } from './page.ts'

/** For who comes with a link that is not one of ours; `locale` is BCP 47. */
export function renderNotFoundPage(locale: string): string {
  const language = languageOf(locale)
  const { headline, note } = PAGE_WORDS[language].notFound
  return renderPage(
    language,
    headline,
    html`<main><header class="halted"><h1>${headline}</h1><p>${note}</p></header></main>`,
  )
}
