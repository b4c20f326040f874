import { carrierName } from '#contexts/shipping/contract/carrier-names.ts'
import { type Html, html } from '#shared/html.ts'
import type { Formats, Language } from '#shared/languages.ts'
import { named } from '#shared/named.ts'
import type { TrackingView } from '../contract/operations.ts'
import { ORDER_WORDS, type OrderWords } from '../contract/words/words.ts'
import type { PageWords } from './words/words.ts'

type Parcel = TrackingView['shipments'][number]

interface Voice {
  readonly heading: string
  readonly language: Language
  readonly words: PageWords
  readonly formats: Formats
}

/** One parcel: who carries it, how it stands, who took it, and its scans, the newest first. */
export function renderParcel(parcel: Parcel, { heading, language, words, formats }: Voice): Html {
  const { carrier, trackingNumber, status, promise, scans, proof } = parcel
  const { shipmentStatuses } = ORDER_WORDS[language]
  return html`<section><h2>${heading} · ${shipmentStatuses[status]}</h2>
<dl>
<dt>${words.carrier}</dt><dd>${carrierName(carrier, language)}</dd>
<dt>${words.trackingNumber}</dt><dd>${trackingNumber}</dd>
${status === 'delivered' ? undefined : html`<dt>${words.arrives}</dt><dd>${formats.days(promise)}</dd>`}
${proof?.at ? html`<dt>${words.receivedAt}</dt><dd><time datetime="${proof.at}">${formats.moment(proof.at)}</time></dd>` : undefined}
${proof?.signedBy ? html`<dt>${words.receivedBy}</dt><dd>${named(proof.signedBy)}</dd>` : undefined}
</dl>
<h3>${words.scans}</h3>
${scans.length > 0 ? scanList(scans, shipmentStatuses, formats) : html`<p class="soft">${words.noScans}</p>`}
</section>`
}

/** What the carrier says of a scan is in its own language; it is left out where it says no more than we do. */
const scanList = (
  scans: Parcel['scans'],
  shipmentStatuses: OrderWords['shipmentStatuses'],
  formats: Formats,
): Html =>
  html`<ol class="scans" reversed>${scans
    .toReversed()
    .map(
      ({ at, status, place, description }) =>
        html`<li>${shipmentStatuses[status]}${place ? html` · ${place}` : undefined}${description === shipmentStatuses[status] ? undefined : html`<small>${description}</small>`}<time datetime="${at}">${formats.moment(at)}</time></li>`,
    )}</ol>`
