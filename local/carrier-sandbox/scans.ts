import { type TrackerStatus, trackerStatuses } from './easypost.ts'
import type { Place, Scan, TrackerRecord } from './records.ts'
import { addHours, nextHourOfDay } from './time.ts'

/** A scan to come: what it says, where, and how long after the scan before. */
interface Step {
  message: string
  statusDetail: string
  at: 'origin' | 'destination' | 'nowhere'
  /** Hours after the scan before. */
  after: number
  /** Then moved on to this hour of the destination's day, as vans leave in the morning. */
  hour?: number
}

/** The scans of one status, in order. The long haul takes as many days as the service has, less the last one. */
function stepsOf(status: TrackerStatus, tracker: TrackerRecord): Step[] {
  const haulHours = 6 + 24 * (tracker.transitDays - 1)
  const { carrier } = tracker
  const steps: Record<TrackerStatus, Step[]> = {
    unknown: [],
    pre_transit: [
      {
        message: `Shipment information sent to ${carrier}`,
        statusDetail: 'label_created',
        at: 'nowhere',
        after: 0,
      },
    ],
    in_transit: [
      { message: 'Picked up', statusDetail: 'received_at_origin_facility', at: 'origin', after: 2 },
      { message: 'Departed facility', statusDetail: 'departed_facility', at: 'origin', after: 3 },
      {
        message: 'Arrived at facility',
        statusDetail: 'arrived_at_facility',
        at: 'destination',
        after: haulHours,
      },
    ],
    out_for_delivery: [
      { message: 'Out for delivery', statusDetail: 'out_for_delivery', at: 'destination', after: 1, hour: 8 },
    ],
    delivered: [
      { message: 'Delivered', statusDetail: 'arrived_at_destination', at: 'destination', after: 3 },
    ],
    available_for_pickup: [
      {
        message: 'Available for pickup',
        statusDetail: 'arrived_at_pickup_location',
        at: 'destination',
        after: 2,
        hour: 9,
      },
    ],
    failure: [
      {
        message: 'Delivery attempted, nobody home',
        statusDetail: 'delivery_exception',
        at: 'destination',
        after: 4,
      },
    ],
    return_to_sender: [
      { message: 'Returning to sender', statusDetail: 'return', at: 'destination', after: 5 },
      { message: 'Returned to sender', statusDetail: 'return', at: 'origin', after: haulHours + 18 },
    ],
    cancelled: [{ message: 'Shipment cancelled', statusDetail: 'cancelled', at: 'nowhere', after: 1 }],
    error: [{ message: 'Tracking is not available', statusDetail: 'status_update', at: 'nowhere', after: 1 }],
  }
  return steps[status]
}

/** The statuses a parcel has been through before it has this one. */
const before: Record<TrackerStatus, TrackerStatus[]> = {
  unknown: [],
  pre_transit: [],
  in_transit: ['pre_transit'],
  out_for_delivery: ['pre_transit', 'in_transit'],
  delivered: ['pre_transit', 'in_transit', 'out_for_delivery'],
  available_for_pickup: ['pre_transit', 'in_transit'],
  failure: ['pre_transit', 'in_transit', 'out_for_delivery'],
  return_to_sender: ['pre_transit', 'in_transit'],
  cancelled: ['pre_transit'],
  error: ['pre_transit'],
}

/** Where a parcel whose way has ended may still go. */
const afterTheEnd: Partial<Record<TrackerStatus, TrackerStatus[]>> = {
  delivered: ['return_to_sender'],
  return_to_sender: [],
  cancelled: [],
}

export const statusOf = (tracker: TrackerRecord): TrackerStatus => tracker.scans.at(-1)?.status ?? 'unknown'

/** The statuses a tracker can be advanced to now: any but the one it has, until its way has ended. */
export function nextStatuses(tracker: TrackerRecord): TrackerStatus[] {
  const now = statusOf(tracker)
  const past: TrackerStatus[] = now === 'unknown' ? ['unknown'] : ['unknown', 'pre_transit', now]
  return afterTheEnd[now] ?? trackerStatuses.filter((status) => !past.includes(status))
}

/**
 * The scans that bring a parcel to a status, those of the statuses it has not been through first. The parcel's own
 * clock is its last scan: the new scans come hours after it, and `hoursLater` more if the parcel is late.
 */
export function scansTo(tracker: TrackerRecord, to: TrackerStatus, hoursLater = 0): Scan[] {
  const seen = new Set(tracker.scans.map((scan) => scan.status))
  const statuses = [...before[to].filter((status) => !seen.has(status)), to]
  let clock = addHours(tracker.scans.at(-1)?.at ?? tracker.createdAt, hoursLater)
  return statuses.flatMap((status) =>
    stepsOf(status, tracker).map((step) => {
      clock = addHours(clock, step.after)
      if (step.hour !== undefined) clock = nextHourOfDay(clock, step.hour, tracker.destination.country)
      const { message, statusDetail } = step
      return { at: clock, status, statusDetail, message, place: placeOf(step, tracker) }
    }),
  )
}

const nowhere: Place = { city: null, state: null, country: null, zip: null }

const placeOf = (step: Step, tracker: TrackerRecord): Place =>
  step.at === 'nowhere' ? nowhere : tracker[step.at]
