import { addressFrom } from './addresses.ts'
import { announce, type Context } from './context.ts'
import { type LabelFormat, labelFormats, mediaTypes } from './easypost.ts'
import type { Request, Route } from './http.ts'
import { newId } from './ids.ts'
import { printLabel } from './labels.ts'
import { type Quote, quotesFor } from './rates.ts'
import type { AddressRecord, Place, Purchase, ShipmentRecord, TrackerRecord } from './records.ts'
import { created, notFound, ok, type Reply, refuse } from './replies.ts'
import { buyShipment, createShipment, parse } from './requests.ts'
import { scansTo, statusOf } from './scans.ts'
import { addHours, stamp } from './time.ts'
import { newTrackingCode } from './tracking-codes.ts'
import { shipmentView } from './views.ts'

/** Shipments as of https://docs.easypost.com/docs/shipments: rate, buy, label, refund. */
export function shipmentRoutes(context: Context): Route[] {
  const { shipments, trackers } = context.store

  const view = (shipment: ShipmentRecord) => {
    const labelUrl = (id: string, format: LabelFormat) =>
      `${context.url()}/labels/${id}.${format.toLowerCase()}`
    return shipmentView(shipment, trackers.get(shipment.purchase?.trackerId ?? ''), labelUrl)
  }

  /** By id, or by `reference`, which EasyPost takes in the place of an id. */
  const withShipment = (handle: (shipment: ShipmentRecord, request: Request) => Reply | Promise<Reply>) => {
    return (request: Request) => {
      const { id = '' } = request.params
      const shipment = shipments.get(id) ?? shipments.find(id)
      return shipment === undefined ? notFound() : handle(shipment, request)
    }
  }

  function create({ body }: Request): Reply {
    const parsed = parse(createShipment, body, 'SHIPMENT.INVALID_PARAMS', 'shipment')
    if (!parsed.ok) return parsed.reply
    const { reference, to_address, from_address, parcel, options } = parsed.value
    const to = addressFrom(context, to_address)
    const from = addressFrom(context, from_address)
    if (to === undefined || from === undefined) return notFound()
    const shipment: ShipmentRecord = {
      id: newId('shp'),
      createdAt: stamp(context.now()),
      reference,
      to,
      from,
      parcel: {
        id: newId('prcl'),
        weightOunces: parcel.weight,
        lengthInches: parcel.length,
        widthInches: parcel.width,
        heightInches: parcel.height,
      },
      currency: options.currency,
      labelFormat: options.label_format,
      purchase: null,
    }
    shipments.put(shipment)
    return created(view(shipment))
  }

  function buy(shipment: ShipmentRecord, { body }: Request): Reply {
    const parsed = parse(buyShipment, body, 'SHIPMENT.MISSING_RATE')
    if (!parsed.ok) return parsed.reply
    if (shipment.purchase !== null) return alreadyBought(shipment.id)
    const quote = quotesFor(shipment).find(({ id }) => id === parsed.value.rate.id)
    if (quote === undefined) return noSuchRate(parsed.value.rate.id, shipment.id)

    const tracker = newTracker(context, shipment, quote)
    const purchase: Purchase = {
      at: tracker.createdAt,
      rateId: quote.id,
      trackerId: tracker.id,
      trackingCode: tracker.trackingCode,
      labelId: newId('pl'),
      labelFormats: [shipment.labelFormat ?? 'PNG'],
      refundedAt: null,
    }
    const bought = { ...shipment, purchase }
    shipments.put(bought)
    trackers.put(tracker)
    announce(context, tracker, 'tracker.created')
    return ok(view(bought))
  }

  function refund(shipment: ShipmentRecord): Reply {
    const { purchase } = shipment
    if (purchase === null) return notBought(shipment.id)
    if (purchase.refundedAt !== null) return refundUnavailable('A refund has been submitted already.')
    const tracker = trackers.get(purchase.trackerId)
    const isScanned = tracker !== undefined && statusOf(tracker) !== 'pre_transit'
    if (isScanned) return refundUnavailable('Unable to request refund. The parcel has been shipped.')
    const voided = { ...shipment, purchase: { ...purchase, refundedAt: stamp(context.now()) } }
    shipments.put(voided)
    return ok(view(voided))
  }

  function convertLabel(shipment: ShipmentRecord, { query }: Request): Reply {
    const { purchase } = shipment
    if (purchase === null) return notBought(shipment.id)
    const format = formatOf(query.get('file_format') ?? '')
    if (format === undefined) return noSuchFormat(query.get('file_format'))
    const formats = new Set([...purchase.labelFormats, format])
    const converted = { ...shipment, purchase: { ...purchase, labelFormats: [...formats] } }
    shipments.put(converted)
    return ok(view(converted))
  }

  async function labelFile(shipment: ShipmentRecord, { params }: Request): Promise<Reply> {
    const { purchase } = shipment
    const format = formatOf(params['format'] ?? '')
    const quote = quotesFor(shipment).find(({ id }) => id === purchase?.rateId)
    if (purchase === null || quote === undefined || format === undefined) return notFound()
    if (!purchase.labelFormats.includes(format)) return notFound()
    const file = await printLabel(shipment, purchase, quote, format)
    return { status: 200, file, contentType: mediaTypes[format] }
  }

  function list({ query }: Request): Reply {
    if (query.has('reference')) return noListByReference
    const isWanted = (shipment: ShipmentRecord) =>
      !query.has('purchased') || (shipment.purchase !== null) === (query.get('purchased') === 'true')
    const newestFirst = shipments.list().toReversed().filter(isWanted)
    const start = newestFirst.findIndex(({ id }) => id === query.get('before_id')) + 1
    const end = start + Math.min(100, Number(query.get('page_size') ?? 20))
    return ok({ shipments: newestFirst.slice(start, end).map(view), has_more: end < newestFirst.length })
  }

  return [
    { method: 'POST', path: '/v2/shipments', handle: create },
    { method: 'GET', path: '/v2/shipments', handle: list },
    { method: 'GET', path: '/v2/shipments/:id', handle: withShipment((shipment) => ok(view(shipment))) },
    { method: 'POST', path: '/v2/shipments/:id/buy', handle: withShipment(buy) },
    { method: 'POST', path: '/v2/shipments/:id/refund', handle: withShipment(refund) },
    { method: 'GET', path: '/v2/shipments/:id/label', handle: withShipment(convertLabel) },
    { method: 'GET', path: '/labels/:id\\.:format', handle: withShipment(labelFile) },
  ]
}

/** The tracker of a label just bought: the carrier has been told of the parcel and has not seen it. */
function newTracker(context: Context, shipment: ShipmentRecord, quote: Quote): TrackerRecord {
  const createdAt = stamp(context.now())
  const tracker: TrackerRecord = {
    id: newId('trk'),
    createdAt,
    trackingCode: newTrackingCode(quote.carrier),
    carrier: quote.carrier,
    service: quote.service,
    shipmentId: shipment.id,
    origin: placeOf(shipment.from),
    destination: placeOf(shipment.to),
    recipient: shipment.to.name ?? shipment.to.company,
    weightOunces: shipment.parcel.weightOunces,
    transitDays: quote.days,
    estDeliveryDate: `${addHours(createdAt, 24 * quote.days).slice(0, 10)}T00:00:00Z`,
    scans: [],
  }
  return { ...tracker, scans: scansTo(tracker, 'pre_transit') }
}

const placeOf = ({ city, state, country, zip }: AddressRecord): Place => ({ city, state, country, zip })

const formatOf = (name: string) => labelFormats.find((format) => format === name.toUpperCase())

const alreadyBought = (id: string) =>
  refuse(
    422,
    'SHIPMENT.POSTAGE.EXISTS',
    `Postage already exists for this shipment: retrieve ${id} to see it.`,
  )

const noSuchRate = (rateId: string, id: string) =>
  refuse(422, 'SHIPMENT.MISSING_RATE', `${rateId} is not a rate of ${id}: take one of its rates.`)

const notBought = (id: string) =>
  refuse(422, 'SHIPMENT.POSTAGE.REQUIRED', `Postage has not been bought for this shipment: buy ${id} first.`)

const refundUnavailable = (why: string) => refuse(422, 'SHIPMENT.REFUND.UNAVAILABLE', why)

const noSuchFormat = (given: string | null) =>
  refuse(
    422,
    'SHIPMENT.POSTAGE.FORMAT_UNAVAILABLE',
    `file_format is ${given ?? 'missing'}: it can be ${labelFormats.join(', ')}.`,
  )

const noListByReference = refuse(
  422,
  'PARAMETER.FORBIDDEN',
  'Shipments cannot be listed by reference: retrieve the one with GET /v2/shipments/{reference}.',
)
