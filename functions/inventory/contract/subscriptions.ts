import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'

/** What inventory listens to. */
export const subscriptions = [fulfillmentOrderHandedOver]
