import * as z from 'zod/mini'
import type { Request } from './http.ts'
import type { TrackerRecord } from './records.ts'
import { unwrap } from './requests.ts'
import type { Store } from './store.ts'
import type { Subject } from './switches.ts'

/** What an event about a tracker is about. */
export function subjectOfTracker(store: Store, tracker: TrackerRecord): Subject {
  const shipment = store.shipments.get(tracker.shipmentId ?? '')
  return {
    trackingNumber: tracker.trackingCode,
    reference: shipment?.reference ?? null,
    toName: shipment?.to.name ?? null,
  }
}

/** What a request is about, by its path, or by its body if it is about something that is not there yet. */
export function subjectOfRequest(store: Store, request: Request): Subject {
  const { path } = request
  const [, kind, encodedId = ''] = /^\/v2\/(shipments|trackers)\/([^/]+)/.exec(path) ?? []
  const id = decodeURIComponent(encodedId)
  const tracker = kind === 'trackers' ? store.trackers.get(id) : undefined
  if (tracker !== undefined) return { ...subjectOfTracker(store, tracker), path }
  if (kind !== 'shipments') return { ...subjectOfBody(request), path }

  const shipment = store.shipments.get(id) ?? store.shipments.find(id)
  return {
    path,
    reference: shipment?.reference ?? id,
    trackingNumber: shipment?.purchase?.trackingCode ?? null,
    toName: shipment?.to.name ?? null,
  }
}

const maybe = z.catch(z.optional(z.string()), undefined)

const mentioned = z.object({
  reference: maybe,
  tracking_code: maybe,
  name: maybe,
  to_address: z.catch(z.object({ name: maybe }), { name: undefined }),
})

function subjectOfBody({ body, query }: Request): Subject {
  const wrappers = ['shipment', 'tracker', 'address']
  const found = mentioned.safeParse(wrappers.reduce(unwrap, body))
  if (!found.success) return {}
  const { reference, tracking_code, name, to_address } = found.data
  return {
    reference: reference ?? null,
    trackingNumber: tracking_code ?? query.get('tracking_code'),
    toName: to_address.name ?? name ?? null,
  }
}
