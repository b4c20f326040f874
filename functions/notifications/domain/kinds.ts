/** What a customer is told of. */
export const KINDS = [
  'payment_required',
  'confirmation',
  'shipped',
  'out_for_delivery',
  'delivered',
  'rejected',
  'cancelled',
] as const
export type Kind = (typeof KINDS)[number]

/** Of these a customer who gave a phone number gets an SMS too. */
export type TextKind = Extract<Kind, 'shipped' | 'out_for_delivery'>

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]
