import * as z from 'zod/mini'

/**
 * What we read of EasyPost's answers and webhooks, and no more: fields we do not know are passed over,
 * as they add some now and then. Amounts are decimal strings of the currency.
 * https://docs.easypost.com/docs/shipments and /trackers
 */
const maybeText = z.nullish(z.string())

const trackingDetail = z.object({
  message: maybeText,
  description: maybeText,
  status: maybeText,
  status_detail: maybeText,
  datetime: maybeText,
  carrier_code: maybeText,
  tracking_location: z.nullish(z.object({ city: maybeText, state: maybeText, country: maybeText })),
})
export type TrackingDetail = z.infer<typeof trackingDetail>

export const tracker = z.object({
  object: z.literal('Tracker'),
  id: z.string(),
  tracking_code: z.string(),
  status: z.string(),
  status_detail: maybeText,
  updated_at: maybeText,
  signed_by: maybeText,
  est_delivery_date: maybeText,
  carrier: maybeText,
  tracking_details: z._default(z.array(trackingDetail), []),
  carrier_detail: z.nullish(z.object({ est_delivery_date_local: maybeText })),
})
export type Tracker = z.infer<typeof tracker>

const rate = z.object({
  id: z.string(),
  carrier: z.string(),
  service: z.string(),
  rate: z.string(),
  currency: z.string(),
})
export type Rate = z.infer<typeof rate>

export const shipment = z.object({
  id: z.string(),
  rates: z.array(rate),
  selected_rate: z.nullish(rate),
  postage_label: z.nullish(z.object({ label_url: maybeText })),
  tracking_code: maybeText,
  tracker: z.nullish(tracker),
  refund_status: maybeText,
})
export type EasyPostShipment = z.infer<typeof shipment>

/** https://docs.easypost.com/docs/errors */
export const failure = z.object({ error: z.object({ code: z.string() }) })

/** https://docs.easypost.com/docs/events; `result` may be left out. */
export const event = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,100}$/)),
  description: z.string().check(z.regex(/^[\w.-]{1,100}$/)),
  result: z.optional(z.unknown()),
})
