import * as z from 'zod/mini'
import { type FieldError, labelFormats, trackerStatuses } from './easypost.ts'
import { type Reply, refuse } from './replies.ts'

/** Bodies of the requests that are served. As with EasyPost, fields that are not known are passed over. */

const text = z._default(z.nullable(z.string()), null)
const required = z.string().check(z.minLength(1, 'cannot be blank'))
/** EasyPost takes numbers as strings too. */
const positive = z.coerce.number('must be a number').check(z.positive('must be greater than 0'))
const length = z._default(z.nullable(positive), null)

const addressFields = z.object({
  name: text,
  company: text,
  street1: text,
  street2: text,
  city: text,
  state: text,
  zip: text,
  country: z
    .string('must be an ISO 3166 code, such as JP')
    .check(z.length(2, 'must be an ISO 3166 code, such as JP')),
  phone: text,
  email: text,
})
export type AddressFields = z.infer<typeof addressFields>

/** `true`, `"true"` or a list of kinds of verification, such as `["delivery"]`, asks for one. */
const wish = z._default(z.union([z.boolean(), z.string(), z.array(z.string())]), false)

/** https://docs.easypost.com/docs/addresses, "Create an Address" */
export const createAddress = z.object({ ...addressFields.shape, verify: wish, verify_strict: wish })

const addressOrId = z.union([z.object({ id: required }), addressFields])
export type AddressOrId = z.infer<typeof addressOrId>

/** https://docs.easypost.com/docs/shipments, "Create a Shipment" */
export const createShipment = z.object({
  reference: text,
  to_address: addressOrId,
  from_address: addressOrId,
  parcel: z.object({ weight: positive, length, width: length, height: length }),
  options: z._default(
    z.object({
      label_format: z._default(z.nullable(z.enum(labelFormats)), null),
      currency: text,
    }),
    { label_format: null, currency: null },
  ),
})

/** https://docs.easypost.com/docs/shipments, "Buy a Shipment" */
export const buyShipment = z.object({ rate: z.object({ id: required }) })

/** https://docs.easypost.com/docs/trackers, "Create a Tracker" */
export const createTracker = z.object({ tracking_code: required, carrier: text })

/** Ours: brings a parcel to a status, `hoursLater` than it would be. */
export const advanceTracker = z.strictObject({
  to: z.enum(trackerStatuses),
  hoursLater: z._default(z.number().check(z.nonnegative()), 0),
})

export type Parsed<T> = { ok: true; value: T } | { ok: false; reply: Reply }

/**
 * Reads a body by its schema; what does not fit is answered 422 with `code` and an error per field.
 * EasyPost documents bodies wrapped in the object's name (`{ "shipment": {...} }`) and takes bare ones as well.
 */
export function parse<T>(schema: z.ZodMiniType<T>, body: unknown, code: string, wrapper?: string): Parsed<T> {
  const result = schema.safeParse(unwrap(body, wrapper), inEnglish)
  if (result.success) return { ok: true, value: result.data }
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue))
  const first = errors[0]
  const message = first === undefined ? 'The request is invalid.' : `${first.field}: ${first.message}`
  return { ok: false, reply: refuse(422, code, message, errors) }
}

const inEnglish = { error: z.locales.en().localeError }

/** The object in the wrapper if there is one, with what stands beside it. */
export function unwrap(body: unknown, wrapper?: string): unknown {
  if (wrapper === undefined || typeof body !== 'object' || body === null || !(wrapper in body)) return body
  const { [wrapper]: wrapped, ...beside }: Record<string, unknown> = { ...body }
  return typeof wrapped === 'object' ? { ...beside, ...wrapped } : wrapped
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const field = issue.path.join('.') || 'body'
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.at(-1) ?? []
    return closest.map(({ path, message }) => ({
      field: [field, ...path].join('.'),
      message,
      suggestion: null,
    }))
  }
  return [{ field, message: issue.message, suggestion: null }]
}
