import { choiceOf, type OfferedMethod } from '#contexts/payments/contract/types.ts'
import { type Html, html } from '#shared/html.ts'
import type { Page } from '#shared/pages/page.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { PayView } from '../use-cases/page-views.ts'
import { nothingToDo, opening, renderAct, type Voice, voiceFor, whenDone } from './act-page.ts'
import { PAY_SCRIPT } from './scripts/pay.ts'

/** Where a customer pays: by card in the gateway's own form, or in another way that is offered. */
export function renderPayPage(view: PayView, locale: string): Page {
  const voice = voiceFor(locale, view.country)
  const say = voice.acts.pay.states[view.state]
  if (view.state !== 'open') {
    const again = view.state === 'checking' ? { againAfterSeconds: 5 } : {}
    return renderAct(voice, view, nothingToDo(voice, view, say), again)
  }
  const { card, postTo, returnUrl, methods, action } = view
  const content = html`<div data-part="ask">
${opening(voice, view, say, dueFacts(view, voice))}
${action ? pending(action, voice) : undefined}
${card ? byCard(view, voice) : undefined}
${methods.length > 0 ? otherWays(methods, voice) : undefined}
</div>
${whenDone(voice, view, { headline: voice.acts.payReturn.awaited.headline, note: voice.acts.pay.referenceNote }, html`${dueFacts(view, voice)}<dt>${voice.acts.pay.reference}</dt><dd id="reference"></dd>`)}`
  return renderAct(voice, view, content, {
    script: { text: PAY_SCRIPT, gatewayUrl: card?.scriptUrl },
    data: {
      to: postTo,
      back: returnUrl,
      zone: zoneOf(view.country),
      ...(card ? { key: card.publishableKey, 'gateway-locale': voice.language.slice(0, 2) } : {}),
    },
  })
}

const dueFacts = ({ due, deadline }: PayView, { acts, formats }: Voice): Html =>
  html`<dt>${acts.pay.due}</dt><dd>${formats.money(due)}</dd>${
    deadline
      ? html`<dt>${acts.pay.before}</dt><dd><time datetime="${deadline}">${formats.timestamp(deadline)} (${formats.zone})</time></dd>`
      : undefined
  }`

/** What was chosen before, and waits for the payer. */
function pending(action: NonNullable<PayView['action']>, { acts: { pay } }: Voice): Html {
  switch (action.type) {
    case 'three_d_secure':
      return html`<section><h2>${pay.authenticate.headline}</h2><p>${pay.authenticate.note}</p>
<a class="button" href="${action.url}">${pay.goToBank}</a></section>`
    case 'pay_by_reference':
      return html`<section><h2>${pay.reference}</h2><p><strong>${action.reference}</strong></p>
<p class="soft">${pay.referenceNote}</p></section>`
  }
}

const byCard = ({ due }: PayView, { acts: { pay }, formats }: Voice): Html =>
  html`<section aria-labelledby="by-card"><h2 id="by-card">${pay.byCard}</h2>
<form id="card-form">
<div id="card"></div>
<p><small>${pay.cardNote}</small></p>
<label class="choice"><input type="checkbox" name="renewable"> <span>${pay.renewable}</span></label>
<button>${pay.payNow(formats.money(due))}</button>
</form></section>`

const otherWays = (methods: readonly OfferedMethod[], { acts: { pay } }: Voice): Html =>
  html`<section aria-labelledby="other"><h2 id="other">${pay.otherWays}</h2>
${methods.map(
  (method) =>
    html`<form class="way" data-payment="${JSON.stringify(choiceOf(method))}">
<p>${pay.methods[method].headline}<br><small>${pay.methods[method].note}</small></p>
<button class="second" aria-label="${pay.choose}: ${pay.methods[method].headline}">${pay.choose}</button>
</form>`,
)}</section>`
