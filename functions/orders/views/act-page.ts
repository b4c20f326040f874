import { type Html, html } from '#shared/html.ts'
import { type Formats, type Language, languageOf, makeFormats } from '#shared/languages.ts'
import { type Page, type PageExtras, renderPage } from '#shared/pages/page.ts'
import { zoneOf } from '#shared/time-zones.ts'
import { ORDER_WORDS } from '../contract/words/words.ts'
import type { AboutOrder } from '../use-cases/page-views.ts'
import { PAGE_WORDS } from './page-words.ts'
import { ACT_WORDS } from './words/acts/acts.ts'
import type { ActWords, Say } from './words/acts/words.ts'
import type { PageWords } from './words/words.ts'

/** What every page is written with: the reader's language, and how it writes things. */
export interface Voice {
  readonly language: Language
  readonly words: PageWords
  readonly acts: ActWords
  readonly formats: Formats
}

/** In the language of `locale` (BCP 47), times in the destination's zone. */
export function voiceFor(locale: string, country: string): Voice {
  const language = languageOf(locale)
  const formats = makeFormats(locale, zoneOf(country))
  return { language, words: PAGE_WORDS[language], acts: ACT_WORDS[language], formats }
}

/** A page on which a customer acts on an order, with what its script says and where it sends to. */
export function renderAct(
  { language, words, acts }: Voice,
  view: AboutOrder,
  content: Html,
  { data = {}, ...extras }: PageExtras & { readonly data?: Readonly<Record<string, string>> } = {},
): Page {
  const said = JSON.stringify({ refusals: acts.refusals, tryAgain: acts.tryAgain })
  const attributes = Object.entries({ ...(extras.script ? { said } : {}), ...data })
  return renderPage(
    language,
    words.title(view.number),
    html`<main${attributes.map(([name, value]) => html` data-${name}="${value}"`)}>
${content}
</main>
<footer><p><a href="${view.trackUrl}">${acts.toTracking}</a></p></footer>`,
    extras,
  )
}

/** What the page is about, and where a problem is told. */
export const opening = (voice: Voice, { number }: AboutOrder, say: Say, facts?: Html): Html =>
  html`<header class="well"><h1>${say.headline}</h1>
<p>${say.note}</p>
<dl><dt>${voice.words.orderNumber}</dt><dd>${number}</dd>${facts}</dl>
</header>
<noscript><section class="problem">${voice.acts.needsScript}</section></noscript>
<section class="problem" role="alert" hidden></section>`

/** There is nothing to do here, and how the order stands. */
export const nothingToDo = ({ language, words, acts }: Voice, view: AboutOrder, say: Say): Html =>
  html`<header class="halted"><h1>${say.headline}</h1>
<p>${say.note}</p>
<dl><dt>${words.orderNumber}</dt><dd>${view.number}</dd>
<dt>${acts.orderStatus}</dt><dd>${ORDER_WORDS[language].orderStatuses[view.status]}</dd></dl>
</header>`

/** Shown when it is done, instead of what was asked. */
export const whenDone = ({ words }: Voice, { number }: AboutOrder, say: Say, facts?: Html): Html =>
  html`<div data-part="done" hidden><header class="well"><h1 tabindex="-1">${say.headline}</h1>
<p>${say.note}</p>
<dl><dt>${words.orderNumber}</dt><dd>${number}</dd>${facts}</dl>
</header></div>`
