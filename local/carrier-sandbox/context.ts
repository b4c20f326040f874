import type { TrackerEvent, TrackerStatus } from './easypost.ts'
import { newId } from './ids.ts'
import type { TrackerRecord } from './records.ts'
import type { Store } from './store.ts'
import { subjectOfTracker } from './subject.ts'
import { stamp } from './time.ts'
import { trackerView } from './views.ts'
import type { WebhookSender } from './webhooks.ts'

/** What the routes share. */
export interface Context {
  store: Store
  webhooks: WebhookSender
  webhookUrl: string | undefined
  now: () => Date
  /** Where the sandbox listens, without a slash at the end. */
  url: () => string
}

/** Tells the client of a tracker: https://docs.easypost.com/docs/events. */
export function announce(
  context: Context,
  tracker: TrackerRecord,
  description: TrackerEvent['description'],
  previousStatus?: TrackerStatus,
) {
  const at = stamp(context.now())
  const event: TrackerEvent = {
    id: newId('evt'),
    object: 'Event',
    mode: 'test',
    created_at: at,
    updated_at: at,
    description,
    previous_attributes: previousStatus === undefined ? {} : { status: previousStatus },
    pending_urls: context.webhookUrl === undefined ? [] : [context.webhookUrl],
    completed_urls: [],
    user_id: 'user_sandbox',
    status: 'pending',
    result: trackerView(tracker),
  }
  const pending = { id: event.id, trackerId: tracker.id, body: JSON.stringify(event) }
  context.webhooks.send(pending, subjectOfTracker(context.store, tracker))
}
