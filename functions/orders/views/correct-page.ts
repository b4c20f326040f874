import type { PostalAddress } from '#shared/address.ts'
import { type Html, html } from '#shared/html.ts'
import type { Page } from '#shared/pages/page.ts'
import type { CorrectView } from '../use-cases/page-views.ts'
import { nothingToDo, opening, renderAct, type Voice, voiceFor, whenDone } from './act-page.ts'
import { type AddressField, AUTOCOMPLETE, fieldsOf, isOptionalIn } from './address-fields.ts'
import { CORRECT_SCRIPT } from './scripts/correct.ts'

/** Where a customer corrects an address, in the fields and the order of its country. */
export function renderCorrectPage(view: CorrectView, locale: string): Page {
  const voice = voiceFor(locale, view.country)
  const { correct } = voice.acts
  const { address } = view
  if (!address) return renderAct(voice, view, nothingToDo(voice, view, correct.ended))
  const content = html`<div data-part="ask">
${opening(voice, view, correct)}
<section><form>
${askedOf(address).map((field) => input(field, address, voice))}
<p class="soft">${correct.country}: ${countryName(address.country, voice)}</p>
<button>${correct.send}</button>
</form></section>
</div>
${whenDone(voice, view, correct.done)}`
  return renderAct(voice, view, content, {
    script: { text: CORRECT_SCRIPT },
    data: { to: view.postTo, country: address.country },
  })
}

/** An order that was priced without a region cannot be given one: it is not asked for. */
const askedOf = ({ country, region }: PostalAddress): AddressField[] =>
  fieldsOf(country).filter((field) => field !== 'region' || region !== undefined)

function input(field: AddressField, address: PostalAddress, { acts: { correct } }: Voice): Html {
  const isOptional = isOptionalIn(address.country, field)
  return html`<label for="${field}">${correct.fields[field]}${isOptional ? ` (${correct.optional})` : ''}</label>
<input id="${field}" name="${field}" value="${address[field] ?? ''}" autocomplete="${AUTOCOMPLETE[field]}"${
    isOptional ? undefined : html` required`
  }>`
}

const countryName = (country: string, { language }: Voice): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? country
