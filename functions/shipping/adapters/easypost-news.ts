import * as z from 'zod/mini'
import type { Inbox } from '#shared/webhooks.ts'
import type { ShipmentStatus } from '../contract/events.ts'
import type { News } from '../domain/carrier.ts'
import { instant, type TrackedScan } from '../domain/tracking.ts'
import { event, type Tracker, type TrackingDetail, tracker } from './easypost-schemas.ts'

/** What EasyPost is called where webhooks are kept by provider. */
export const EASYPOST = 'easypost'

/**
 * EasyPost's statuses as ours: https://docs.easypost.com/docs/trackers. `error` is a trouble of the
 * tracker and says nothing of the parcel; so does a word that we do not know.
 */
const STATUSES: Readonly<Record<string, ShipmentStatus>> = {
  unknown: 'unknown',
  pre_transit: 'pre_transit',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  available_for_pickup: 'available_for_pickup',
  return_to_sender: 'returned_to_sender',
  failure: 'delivery_attempted',
  cancelled: 'cancelled',
  error: 'unknown',
}

export const statusFrom = (theirs: string | null | undefined): ShipmentStatus =>
  STATUSES[theirs ?? ''] ?? 'unknown'

/** What a tracker tells: each detail is a scan, and its own status too where no detail has it. */
export function newsFrom(it: Tracker): News {
  const details = it.tracking_details.flatMap((detail) => scanFrom(detail, it.carrier ?? 'EasyPost'))
  const status = statusFrom(it.status)
  const isTold = status === 'unknown' || details.some((scan) => scan.status === status)
  const own = { status: it.status, status_detail: it.status_detail, datetime: it.updated_at }
  return {
    scans: isTold ? details : [...details, ...scanFrom(own, it.carrier ?? 'EasyPost')],
    expectedOn: dateIn(it.carrier_detail?.est_delivery_date_local) ?? dateIn(it.est_delivery_date),
    signedBy: it.signed_by?.trim() || undefined,
  }
}

/** None where the time cannot be read: it could not be put in order. */
function scanFrom(detail: TrackingDetail, carrier: string): TrackedScan[] {
  const { datetime, tracking_location: location } = detail
  if (!datetime || Number.isNaN(Date.parse(datetime))) return []
  const place = [location?.city, location?.state, location?.country].filter(Boolean).join(', ')
  return [
    {
      at: instant(datetime),
      status: statusFrom(detail.status),
      description: detail.description || detail.message || detail.status || 'Scanned',
      ...(place ? { place } : {}),
      carrier,
      code: detail.carrier_code || detail.status_detail || detail.message || '',
    },
  ]
}

/** The day of a date or time as it is written: EasyPost writes dates as midnight. */
const dateIn = (text: string | null | undefined): string | undefined =>
  /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0]

/** The id and kind of an event of EasyPost's; undefined where a body is none. */
export function identify(body: string): { id: string; type: string } | undefined {
  const told = z.safeParse(event, parsed(body))
  return told.success ? { id: told.data.id, type: told.data.description } : undefined
}

/** The parcel a webhook tells of; undefined where it tells of none. */
export function trackerIn(body: string): { trackingNumber: string; news: News } | undefined {
  const told = z.safeParse(tracker, event.parse(parsed(body)).result)
  return told.success ? { trackingNumber: told.data.tracking_code, news: newsFrom(told.data) } : undefined
}

/** Reads the parcel that a stored webhook tells of. */
export const makeTrackerOf =
  (inbox: Pick<Inbox, 'read'>) =>
  async (webhookId: string): Promise<{ trackingNumber: string; news: News } | undefined> => {
    const body = await inbox.read(EASYPOST, webhookId)
    return body === undefined ? undefined : trackerIn(body)
  }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
