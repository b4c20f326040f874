export const GIFT_CARD_STATUSES = ['active', 'voided'] as const

/** How the money of a gift card moves. */
export const ENTRY_KINDS = [
  /** It was put on. */
  'issued',
  /** It was set aside for an order. */
  'held',
  /** What was set aside has paid. */
  'captured',
  /** What was set aside is available again. */
  'released',
  /** What had paid was given back. */
  'refunded',
  /** What was available was taken off. */
  'voided',
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Why a gift card pays nothing of an order. */
export const HOLD_REFUSALS = [
  'gift_card_unknown',
  'gift_card_voided',
  'gift_card_other_currency',
  'gift_card_used_up',
  /** What asks for it was ended before it came. */
  'gift_card_released',
] as const
