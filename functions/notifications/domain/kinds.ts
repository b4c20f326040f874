/** What a customer is told of an order. */
export const ORDER_KINDS = [
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
  'gift_card',
  'delivered',
  'refunded',
  'withdrawn',
  'rejected',
  'cancelled',
  'returned',
] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

/** What somebody is told of their account. */
export const ACCOUNT_KINDS = [
  'registration_code',
  'password_reset_code',
  'email_change_code',
  'account_exists',
  'welcome',
  'email_changed',
  'password_changed',
  'two_factor_on',
  'two_factor_off',
  'recovery_code_used',
] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** What somebody is told of their cart, who agreed to it. */
export const CART_KINDS = ['cart_left'] as const

export const KINDS = [...ORDER_KINDS, ...ACCOUNT_KINDS, ...CART_KINDS] as const
export type Kind = (typeof KINDS)[number]

/** Of these a customer who gave a phone number gets an SMS too. */
export const TEXT_KINDS = ['shipped', 'out_for_delivery'] as const satisfies readonly Kind[]
export type TextKind = (typeof TEXT_KINDS)[number]

export const CHANNELS = ['email', 'sms'] as const
export type Channel = (typeof CHANNELS)[number]
