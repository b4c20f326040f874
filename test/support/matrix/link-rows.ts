import type { Outcome } from './rows.ts'

/** What can stand in the address of an operation for one order. */
export const LINK_KINDS = ['tracking', 'order', 'pay', 'correct', 'withdraw', 'download'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** The tokens that open an operation, each with what it is answered of an order that was cancelled. */
export type LinkRow = Readonly<Partial<Record<LinkKind, Outcome>>>

/** Of all operations with a token in their address; every other token is answered as one of nobody's. */
export const LINK_ROWS: Readonly<Record<string, LinkRow>> = {
  trackOrder: { tracking: '200' },
  trackingPage: { tracking: '200' },
  payPage: { pay: '200' },
  payReturnPage: { tracking: '200' },
  correctPage: { correct: '200' },
  withdrawPage: { withdraw: '200' },
  downloadPage: { download: '200' },
  // The order has no files: its own link finds none either.
  downloadFile: {},
  cancelGuestOrder: { order: '409 not_cancellable' },
  // The code that its example names is of no gift card.
  payGuestOrder: { order: '422 gift_card_invalid', pay: '422 gift_card_invalid' },
  correctGuestAddress: { order: '409 conflict', correct: '409 conflict' },
  // Whoever says another email address than the order's is told so, and nothing else.
  withdrawGuestOrder: { order: '422 impossible', withdraw: '422 impossible' },
  listGuestOrderDocuments: { order: '200' },
  // Its documents are others'.
  printGuestOrderDocument: {},
}
