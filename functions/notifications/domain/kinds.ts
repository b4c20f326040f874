/** What a customer is told of. */
export const KINDS = [
  'order.payment_required',
  'order.confirmed',
  'order.shipped',
  'shipment.out_for_delivery',
  'order.delivered',
  'order.rejected',
  'order.cancelled',
] as const
export type Kind = (typeof KINDS)[number]

/** Of these a customer who gave a phone number gets an SMS too. */
export type TextKind = Extract<Kind, 'order.shipped' | 'shipment.out_for_delivery'>

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]
