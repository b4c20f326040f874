import { html } from '#shared/html.ts'
import type { Page } from '#shared/pages/page.ts'
import { ORDER_WORDS } from '../contract/words/words.ts'
import type { PayReturnView } from '../use-cases/page-views.ts'
import { renderAct, voiceFor } from './act-page.ts'

/** Seconds between two looks at a payment that is being checked. */
const LOOK_AGAIN = 3

/** What became of a payment, for a payer who comes back from their bank. */
export function renderPayReturnPage(view: PayReturnView, locale: string): Page {
  const voice = voiceFor(locale, view.country)
  const { language, words, acts } = voice
  const { headline, note } = acts.payReturn[view.outcome]
  const isBad = view.outcome === 'again' || view.outcome === 'ended'
  const content = html`<header class="${isBad ? 'halted' : 'well'}" aria-live="polite"><h1>${headline}</h1>
<p>${note}</p>
<dl><dt>${words.orderNumber}</dt><dd>${view.number}</dd>
<dt>${acts.orderStatus}</dt><dd>${ORDER_WORDS[language].orderStatuses[view.status]}</dd></dl>
</header>`
  return renderAct(voice, view, content, view.outcome === 'checking' ? { againAfterSeconds: LOOK_AGAIN } : {})
}
