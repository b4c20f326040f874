import { html } from '#shared/html.ts'
import type { Page } from '#shared/pages/page.ts'
import type { DownloadView } from '../use-cases/page-views.ts'
import { renderAct, voiceFor } from './act-page.ts'

/** The digital lines of an order, each with its file. */
export function renderDownloadPage(view: DownloadView, locale: string): Page {
  const voice = voiceFor(locale, view.country)
  const { words, formats } = voice
  const { download } = voice.acts
  const content = html`<header class="well"><h1>${download.headline}</h1>
<p>${view.files.length > 0 ? download.note : download.none}</p>
<dl><dt>${words.orderNumber}</dt><dd>${view.number}</dd></dl>
</header>
${view.files.map(
  ({ name, quantity, file }) =>
    html`<section><h2>${name}${quantity > 1 ? ` ${words.pieces(formats.number(quantity))}` : ''}</h2>
${
  file
    ? html`<a class="button" href="${file.url}" rel="noreferrer">${download.get(file.name)}</a>`
    : html`<p class="soft">${download.notYet}</p>`
}</section>`,
)}`
  return renderAct(voice, view, content)
}
