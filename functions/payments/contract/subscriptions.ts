import { paymentRefundRequested, paymentWebhookReceived } from './events.ts'

/** What `on-event` listens to: only what payments itself has stored to be worked on. */
export const subscriptions = [paymentWebhookReceived, paymentRefundRequested]
