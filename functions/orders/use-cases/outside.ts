import type {
  redeemPromotions,
  releasePromotions,
  withdrawGiftCards,
} from '#contexts/checkout/contract/calls.ts'
import type { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import type {
  authorizePayment,
  capturePayment,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import type { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import type { Ask } from '#shared/calls.ts'

/** What orders ask of other contexts outside of the workflow, where an answer is needed now. */
export interface Outside {
  readonly authorize: Ask<typeof authorizePayment>
  readonly renew: Ask<typeof renewAuthorization>
  readonly capture: Ask<typeof capturePayment>
  readonly void: Ask<typeof voidPayment>
  readonly refund: Ask<typeof refundPayment>
  readonly reallocate: Ask<typeof reallocateStock>
  readonly redeemPromotions: Ask<typeof redeemPromotions>
  readonly releasePromotions: Ask<typeof releasePromotions>
  readonly withdrawGiftCards: Ask<typeof withdrawGiftCards>
  readonly changeRecipient: Ask<typeof changeRecipient>
}
