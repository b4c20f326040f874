import { customerErased } from '#contexts/customers/contract/events.ts'
import { paymentRefundRequested, paymentWebhookReceived } from './events.ts'

/** What `on-event` listens to: what payments itself has stored to be worked on, and who is to be forgotten. */
export const subscriptions = [paymentWebhookReceived, paymentRefundRequested, customerErased]
