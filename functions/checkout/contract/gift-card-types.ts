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
