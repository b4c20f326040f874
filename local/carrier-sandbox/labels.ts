import bwipjs from 'bwip-js/node'
import type { LabelFormat } from './easypost.ts'
import { labelPdf } from './label-pdf.ts'
import type { Quote } from './rates.ts'
import type { AddressRecord, Purchase, ShipmentRecord } from './records.ts'

/** Prints the label of a bought shipment: 4 by 6 inches with a barcode of the tracking code; PNG has only that. */
export async function printLabel(
  shipment: ShipmentRecord,
  { trackingCode }: Purchase,
  { carrier, service }: Pick<Quote, 'carrier' | 'service'>,
  format: LabelFormat,
): Promise<Uint8Array> {
  const title = `${carrier} ${service}`
  const to = addressLines(shipment.to)
  const from = `From: ${addressLines(shipment.from).join(', ')}`
  const reference = `Ref: ${shipment.reference ?? '-'}   ${(shipment.parcel.weightOunces / 16).toFixed(2)} lb`
  switch (format) {
    case 'PNG':
      return bwipjs.toBuffer({ bcid: 'code128', text: trackingCode, scale: 3, height: 20, includetext: true })
    case 'PDF':
      return labelPdf(
        [
          { text: title, size: 18, y: 396 },
          { text: from, size: 7, y: 372 },
          ...to.map((text, line) => ({ text, size: 13, y: 330 - 18 * line })),
          { text: reference, size: 8, y: 190 },
          { text: trackingCode, size: 14, y: 40 },
        ],
        { text: trackingCode, y: 64, height: 110 },
      )
    case 'ZPL':
      return Buffer.from(
        [
          '^XA^CI28^PW812^LL1218',
          zplText(title, 50, 60),
          zplText(from, 22, 130),
          ...to.map((text, line) => zplText(text, 38, 210 + 50 * line)),
          zplText(reference, 26, 620),
          `^FO40,700^BY3^BCN,300,Y,N,N^FD${zplSafe(trackingCode)}^FS`,
          '^XZ',
          '',
        ].join('\n'),
      )
  }
}

function addressLines(address: AddressRecord): string[] {
  const { name, company, street1, street2, city, state, zip, country } = address
  const town = [city, state, zip].filter(Boolean).join(' ')
  return [name, company, street1, street2, town, country].flatMap((line) => (line ? [line] : []))
}

const zplText = (text: string, size: number, y: number) =>
  `^FO40,${y}^A0N,${size},${size}^FD${zplSafe(text)}^FS`

/** `^` and `~` begin commands. */
const zplSafe = (text: string) => text.replace(/[\^~\p{Cc}]/gu, ' ')
