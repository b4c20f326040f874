import { type Html, html } from '#shared/html.ts'
import { type Formats, type Language, languageOf, makeFormats } from '#shared/languages.ts'
import { named } from '#shared/named.ts'
import { type Page, renderPage } from '#shared/pages/page.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { TrackingView } from '../contract/operations.ts'
import { PAGE_WORDS } from './page-words.ts'
import { renderParcel } from './parcel.ts'
import { hasEndedEarly, isUnderWay, type Situation, situationOf } from './situation.ts'
import { ACT_WORDS } from './words/acts/acts.ts'
import type { PageWords } from './words/words.ts'

/** Where an order is, for people: in the language of `locale` (BCP 47), times in the destination's zone. */
export function renderTrackingPage(view: TrackingView, locale: string): Page {
  const language = languageOf(locale)
  const words = PAGE_WORDS[language]
  const formats = makeFormats(locale, zoneOf(view.country))
  const situation = situationOf(view)
  const parcels = view.shipments.filter(({ status }) => status !== 'cancelled')
  return renderPage(
    language,
    words.title(view.number),
    html`<main>
${summary(view, situation, words, formats)}
${progress(view, situation, words, formats)}
${notes(view, words, formats)}
${parcels.map((parcel, index) =>
  renderParcel(parcel, { heading: words.parcel(index + 1, parcels.length), language, words, formats }),
)}
${items(view, words, formats)}
${withdrawal(view, language)}
</main>
<footer><p>${words.timesIn(formats.zone)}</p></footer>`,
  )
}

function summary(view: TrackingView, situation: Situation, words: PageWords, formats: Formats): Html {
  const { headline, note } = words.situations[situation]
  const promise = isUnderWay(situation)
    ? html`<dt>${words.arrives}</dt><dd>${formats.days(view.promise)}</dd>`
    : undefined
  return html`<header class="${isHalted(situation) ? 'halted' : 'well'}">
<p>${words.greeting(named(view.firstName))}</p>
<h1>${headline}</h1>
<p>${note}</p>
<dl><dt>${words.orderNumber}</dt><dd>${view.number}</dd>${promise}</dl>
</header>`
}

const isHalted = (situation: Situation): boolean =>
  hasEndedEarly(situation) || situation === 'payment_required'

function progress(view: TrackingView, situation: Situation, words: PageWords, formats: Formats): Html {
  const shown = hasEndedEarly(situation) ? view.steps.filter(({ at }) => at) : view.steps
  const current = shown.findLastIndex(({ at }) => at)
  return html`<section aria-labelledby="progress"><h2 id="progress">${words.progress}</h2>
<ol class="steps">${shown.map(({ step, at }, index) =>
    at
      ? html`<li class="done"${index === current ? html` aria-current="step"` : undefined}>${words.steps[step]}${timeOf(at, formats)}</li>`
      : html`<li class="next">${words.steps[step]}</li>`,
  )}</ol></section>`
}

/** What staff wrote for the customer. */
const notes = (
  { notes: written = [] }: TrackingView,
  words: PageWords,
  formats: Formats,
): Html | undefined =>
  written.length > 0
    ? html`<section aria-labelledby="notes"><h2 id="notes">${words.notes}</h2>
${written.map(({ at, text }) => html`<p>${text}${timeOf(at, formats)}</p>`)}</section>`
    : undefined

const timeOf = (at: string, formats: Formats): Html =>
  html` <time datetime="${at}">${formats.moment(at)}</time>`

function items({ lines }: TrackingView, words: PageWords, formats: Formats): Html {
  return html`<section aria-labelledby="items"><h2 id="items">${words.items}</h2>
<ul class="items">${lines.map(
    ({ name, quantity }) =>
      html`<li><span>${name}</span><span>${words.pieces(formats.number(quantity))}</span></li>`,
  )}</ul></section>`
}

/** The consumer's function to withdraw: easy to find, as long as it can be used. */
const withdrawal = ({ withdrawUrl }: TrackingView, language: Language): Html | undefined =>
  withdrawUrl
    ? html`<section><a href="${withdrawUrl}">${ACT_WORDS[language].withdraw.link}</a></section>`
    : undefined
