/**
 * Everything the product can refuse, each with the HTTP status and title a client sees.
 * A use case returns a refusal as a value; this is the one place that maps it to HTTP.
 */
export const REFUSALS = {
  malformed: { status: 400, title: 'The request is not well-formed' },
  idempotency_key_missing: { status: 400, title: 'The Idempotency-Key header is missing' },
  unauthenticated: { status: 401, title: 'A valid access token is needed' },
  bad_signature: { status: 401, title: 'The signature does not match' },
  forbidden: { status: 403, title: 'The token lacks the scope' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The resource is in another state' },
  version_conflict: { status: 409, title: 'Someone else changed the resource' },
  /** Promised to clients, and not sent: a repeat that races finds the first one's answer in its own transaction. */
  idempotency_in_flight: { status: 409, title: 'The same request is still being worked on' },
  quote_used: { status: 409, title: 'The quote has made an order already' },
  cart_ordered: { status: 409, title: 'An order is being made of the cart' },
  not_cancellable: { status: 409, title: 'The order can no longer be cancelled' },
  not_shippable: { status: 409, title: 'The order may not be shipped' },
  label_not_ready: { status: 409, title: 'The label is not ready' },
  not_repairable: { status: 409, title: 'There is nothing to repair' },
  not_capturable: { status: 409, title: 'The payment cannot be captured' },
  not_payable: { status: 409, title: 'The order cannot be paid now' },
  payment_pending: { status: 409, title: 'A payment is being tried already' },
  not_holdable: { status: 409, title: 'The order cannot be held' },
  hold_gone: { status: 409, title: 'There is no such hold any more' },
  category_not_empty: { status: 409, title: 'The category has others in it' },
  label_exists: { status: 409, title: 'A label was made already' },
  not_withdrawable: { status: 409, title: 'The contract can no longer be withdrawn from' },
  not_resolvable: { status: 409, title: 'There is nothing to decide about this parcel' },
  approval_needed: { status: 403, title: 'The amount is above your limit: a second person must approve it' },
  self_approval: { status: 403, title: 'Whoever asked for a refund cannot approve it' },
  not_refundable: { status: 409, title: 'The amount cannot be refunded' },
  precondition_failed: { status: 412, title: 'If-Match does not name the current version' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  impossible: { status: 422, title: 'The request cannot be met' },
  cart_empty: { status: 422, title: 'There is nothing in the cart' },
  unknown_currency: { status: 422, title: 'There is no such currency' },
  unknown_sku: { status: 422, title: 'A SKU is not known' },
  unknown_media: { status: 422, title: 'A picture or 3D model is not there, or was refused' },
  unknown_category: { status: 422, title: 'A category is not known' },
  category_loop: { status: 422, title: 'A category cannot be part of itself' },
  sku_taken: { status: 422, title: 'A SKU is of another product' },
  barcode_taken: { status: 422, title: 'A barcode is of another product' },
  duplicate_sku: { status: 422, title: 'A SKU is there twice' },
  duplicate_barcode: { status: 422, title: 'A barcode is there twice' },
  wrong_check_digit: { status: 422, title: 'A barcode has the wrong check digit' },
  too_many_decimals: { status: 422, title: 'A price has more decimals than its currency' },
  overlapping_prices: { status: 422, title: 'Two prices hold at the same time' },
  options_mismatch: { status: 422, title: 'Options and variants do not fit together' },
  unknown_location: { status: 422, title: 'The stock location is not known' },
  no_price: { status: 422, title: 'A SKU has no price in this currency' },
  table_invalid: { status: 422, title: 'Lines of the table are wrong' },
  tax_id_invalid: { status: 422, title: 'The tax number is not written as there' },
  region_needed: { status: 422, title: 'The tax there depends on the region' },
  destination_not_served: { status: 422, title: 'Nobody delivers there' },
  quote_invalid: { status: 422, title: 'The quote is not ours, not yours, or was altered' },
  quote_expired: { status: 422, title: 'The quote has expired' },
  unknown_shipping_option: { status: 422, title: 'The quote has no such shipping option' },
  address_mismatch: { status: 422, title: 'The address is not the one that was quoted' },
  address_invalid: { status: 422, title: 'The address does not follow the rules of its country' },
  quote_needed: { status: 422, title: 'The change would change price or tax: a new quote is needed' },
  payment_kind_not_allowed: { status: 422, title: 'This way to pay is not offered for this order' },
  gift_card_invalid: { status: 422, title: 'A code is of no gift card' },
  payment_method_declined: { status: 422, title: 'This payment method was declined before' },
  address_missing: { status: 422, title: 'Physical goods need a shipping address' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used with another request' },
  wrong_item: { status: 422, title: 'Wrong item' },
  not_enough_stock: { status: 422, title: 'There is not enough stock' },
  code_taken: { status: 422, title: 'A code is of another promotion' },
  code_invalid: { status: 422, title: 'The code is not, or no longer, right' },
  weak_password: { status: 422, title: 'The password is too weak' },
  sign_in_again: { status: 403, title: 'The sign-in is too long ago for this' },
  sign_in_failed: { status: 401, title: 'The sign-in failed' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  precondition_required: { status: 428, title: 'If-Match is missing' },
  payload_unreadable: { status: 400, title: 'The body is not JSON' },
} as const

export type RefusalCode = keyof typeof REFUSALS

/** What is wrong with one field: `pointer` is an RFC 6901 JSON pointer into the request body. */
export interface FieldError {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** An expected outcome that is not success. Never thrown; a fault is. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly ok: false
  readonly code: Code
  /** What went wrong, what was given, what is allowed, what to do next. */
  readonly detail: string
  readonly errors?: readonly FieldError[]
  /** So many seconds from now the same may be asked again; absent: not known. */
  readonly retryAfter?: number
}

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

export type Outcome<T, Code extends RefusalCode = RefusalCode> = Success<T> | Refusal<Code>

export const success = <T>(value: T): Success<T> => ({ ok: true, value })

export const refuse = <Code extends RefusalCode>(
  code: Code,
  detail: string,
  errors?: readonly FieldError[],
): Refusal<Code> => ({ ok: false, code, detail, ...(errors ? { errors } : {}) })

/** Something that should not happen: it is thrown, may be retried, and carries its cause. Name no personal data in it. */
export class Fault extends Error {
  override readonly name = 'Fault'
}
