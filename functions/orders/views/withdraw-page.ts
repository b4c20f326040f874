import { type Html, html } from '#shared/html.ts'
import type { Page } from '#shared/pages/page.ts'
import { zoneOf } from '#shared/time-zones.ts'
import { ORDER_WORDS } from '../contract/words/words.ts'
import type { WithdrawView } from '../use-cases/page-views.ts'
import { nothingToDo, opening, renderAct, type Voice, voiceFor, whenDone } from './act-page.ts'
import { WITHDRAW_SCRIPT } from './scripts/withdraw.ts'

/**
 * The second of the two steps of a withdrawal: the declaration with name, contract and where the acknowledgement
 * goes, and its confirmation (Directive 2011/83/EU, article 11a(2) and (3)). The first is the tracking page's link.
 */
export function renderWithdrawPage(view: WithdrawView, locale: string): Page {
  const voice = voiceFor(locale, view.country)
  const { withdraw } = voice.acts
  if (!view.isOpen) return renderAct(voice, view, nothingToDo(voice, view, withdraw.ended))
  const received = html`<dt>${withdraw.receivedAt}</dt><dd><time id="received"></time></dd>`
  const content = html`<div data-part="ask">
${opening(voice, view, withdraw)}
<section><form>
<h2>${withdraw.declaration}</h2>
<blockquote>${ORDER_WORDS[voice.language].withdrawal(view.number)}</blockquote>
<label for="name">${withdraw.name}</label><input id="name" name="name" autocomplete="name" maxlength="200" required>
<label for="email">${withdraw.email}</label><input id="email" name="email" type="email" autocomplete="email" maxlength="254" required>
<small>${withdraw.emailNote}</small>
${which(view, voice)}
<button>${withdraw.confirm}</button>
</form></section>
</div>
${whenDone(voice, view, withdraw.done, received)}`
  return renderAct(voice, view, content, {
    script: { text: WITHDRAW_SCRIPT },
    data: { to: view.postTo, zone: zoneOf(view.country) },
  })
}

const which = ({ lines }: WithdrawView, { acts: { withdraw } }: Voice): Html =>
  html`<fieldset><legend>${withdraw.which}</legend>
<label class="choice"><input type="radio" name="which" value="all" checked> ${withdraw.all}</label>
<label class="choice"><input type="radio" name="which" value="some"> ${withdraw.some}</label>
<ul class="items some">${lines.map(
    ({ sku, name, quantity }, index) =>
      html`<li><label for="line-${index}">${name}</label><input id="line-${index}" type="number" data-sku="${sku}" min="0" max="${quantity}" value="0"></li>`,
  )}</ul></fieldset>`
