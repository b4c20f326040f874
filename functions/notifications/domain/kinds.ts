/** What a customer is told of. */
export const KINDS = [
  'payment_required',
  'payment_reminder',
  'address_wanted',
  'checking',
  'confirmation',
  'address_corrected',
  'delayed',
  'lines_cancelled',
  'shipped',
  'out_for_delivery',
  'digital_delivered',
  'delivered',
  'refunded',
  'withdrawn',
  'rejected',
  'cancelled',
  'returned',
] as const
export type Kind = (typeof KINDS)[number]

/** Of these a customer who gave a phone number gets an SMS too. */
export const TEXT_KINDS = ['shipped', 'out_for_delivery'] as const satisfies readonly Kind[]
export type TextKind = (typeof TEXT_KINDS)[number]

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]
