import { announce, type Context } from './context.ts'
import type { TrackerStatus } from './easypost.ts'
import type { Request, Route } from './http.ts'
import { newId } from './ids.ts'
import type { Place, TrackerRecord } from './records.ts'
import { created, notFound, ok, type Reply, refuse } from './replies.ts'
import { advanceTracker, createTracker, parse } from './requests.ts'
import { nextStatuses, scansTo, statusOf } from './scans.ts'
import { addHours, stamp } from './time.ts'
import { testCodes } from './tracking-codes.ts'
import { trackerView } from './views.ts'

/** Trackers as of https://docs.easypost.com/docs/trackers, and the hand that moves parcels. */
export function trackerRoutes(context: Context): Route[] {
  const { shipments, trackers } = context.store

  /** A code that is tracked already gives its tracker; a test code gives a new one with its status, each time. */
  function create({ body }: Request): Reply {
    const parsed = parse(createTracker, body, 'TRACKER.INVALID_PARAMS', 'tracker')
    if (!parsed.ok) return parsed.reply
    const { tracking_code: code, carrier } = parsed.value
    const status = testCodes[code]
    const known = trackers.find(code)
    if (status === undefined && known !== undefined && (carrier ?? known.carrier) === known.carrier) {
      return created(trackerView(known))
    }
    if (carrier === null && status === undefined) return noCarrier(code)

    const tracker = foreignTracker(context, code, carrier ?? 'USPS')
    trackers.put(tracker)
    announce(context, tracker, 'tracker.created')
    return created(trackerView(status === undefined ? tracker : bring(tracker, status)))
  }

  /** Adds the scans on the way to a status, and tells of each. */
  function bring(tracker: TrackerRecord, to: TrackerStatus, hoursLater = 0): TrackerRecord {
    let now = postponed(tracker, hoursLater)
    for (const scan of scansTo(tracker, to, hoursLater)) {
      const before = statusOf(now)
      now = { ...now, scans: [...now.scans, scan] }
      trackers.put(now)
      announce(context, now, 'tracker.updated', before)
    }
    return now
  }

  function retrieve({ params }: Request): Reply {
    const tracker = trackers.get(params['id'] ?? '')
    return tracker === undefined ? notFound() : ok(trackerView(tracker))
  }

  function list({ query }: Request): Reply {
    const code = query.get('tracking_code')
    const carrier = query.get('carrier')
    const wanted = trackers
      .list()
      .filter((tracker) => code === null || tracker.trackingCode === code)
      .filter((tracker) => carrier === null || tracker.carrier === carrier)
      .toReversed()
    const size = Math.min(100, Number(query.get('page_size') ?? 20))
    return ok({ trackers: wanted.slice(0, size).map(trackerView), has_more: wanted.length > size })
  }

  function advance({ params, body }: Request): Reply {
    const parsed = parse(advanceTracker, body, 'TRACKER.INVALID_PARAMS')
    if (!parsed.ok) return parsed.reply
    const { to, hoursLater } = parsed.value
    const tracker = trackers.find(params['code'] ?? '')
    if (tracker === undefined) return notFound()
    if (shipments.get(tracker.shipmentId ?? '')?.purchase?.refundedAt) return voided(tracker)
    if (to === statusOf(tracker)) return ok(trackerView(tracker))
    if (!nextStatuses(tracker).includes(to)) return cannotAdvance(tracker, to)
    return ok(trackerView(bring(tracker, to, hoursLater)))
  }

  return [
    { method: 'POST', path: '/v2/trackers', handle: create },
    { method: 'GET', path: '/v2/trackers', handle: list },
    { method: 'GET', path: '/v2/trackers/:id', handle: retrieve },
    { method: 'POST', path: '/_sandbox/trackers/:code/advance', handle: advance },
  ]
}

const DEFAULT_TRANSIT_DAYS = 2

/** The way EasyPost's test trackers go. */
const houston: Place = { city: 'HOUSTON', state: 'TX', country: 'US', zip: '77063' }
const charleston: Place = { city: 'CHARLESTON', state: 'SC', country: 'US', zip: '29407' }

/** The tracker of a parcel whose label was bought elsewhere; nothing is known of it but code and carrier. */
function foreignTracker(context: Context, trackingCode: string, carrier: string): TrackerRecord {
  const createdAt = stamp(context.now())
  return {
    id: newId('trk'),
    createdAt,
    trackingCode,
    carrier,
    service: null,
    shipmentId: null,
    origin: houston,
    destination: charleston,
    recipient: 'John Tester',
    weightOunces: null,
    transitDays: DEFAULT_TRANSIT_DAYS,
    estDeliveryDate: `${addHours(createdAt, 24 * DEFAULT_TRANSIT_DAYS).slice(0, 10)}T00:00:00Z`,
    scans: [],
  }
}

/** A late parcel is expected later, by whole days. */
function postponed(tracker: TrackerRecord, hoursLater: number): TrackerRecord {
  if (tracker.estDeliveryDate === null || hoursLater === 0) return tracker
  return { ...tracker, estDeliveryDate: addHours(tracker.estDeliveryDate, 24 * Math.ceil(hoursLater / 24)) }
}

const noCarrier = (code: string) =>
  refuse(422, 'TRACKER.NO_CARRIER_FOR_CODE', `No carrier can be told from ${code}: give "carrier".`)

const voided = (tracker: TrackerRecord) =>
  refuse(
    422,
    'TRACKER.RUN.ERROR',
    `The label of ${tracker.trackingCode} is refunded: its parcel cannot be scanned.`,
  )

const cannotAdvance = (tracker: TrackerRecord, to: TrackerStatus) =>
  refuse(
    422,
    'TRACKER.RUN.ERROR',
    `${tracker.trackingCode} is ${statusOf(tracker)} and cannot become ${to}; it can become ${nextStatuses(tracker).join(', ') || 'nothing else'}.`,
  )
