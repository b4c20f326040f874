import { giftCardIdOf } from '#contexts/checkout/contract/gift-card-code.ts'
import type { GiftCardId } from '#shared/ids.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { AskedPayment, PaymentRequest } from './types.ts'

/**
 * What a payer asks for, as it may be kept: codes of gift cards become the ids that are made of them, each once.
 * Refusal: `gift_card_invalid`, where a code is mistyped. `pointer` leads to the payment in the request's body.
 */
export function chosenOf(
  request: PaymentRequest,
  pointer = '/payment',
): Outcome<AskedPayment, 'gift_card_invalid'> {
  if (request.kind !== 'card' && request.kind !== 'gift_card') return success(request)
  const { giftCards: codes, ...rest } = request
  if (!codes) return rest.kind === 'card' ? success(rest) : success({ ...rest, giftCards: [] })
  const ids = codes.map(giftCardIdOf)
  const wrong = ids.flatMap((id, index): FieldError[] =>
    id ? [] : [mistyped(`${pointer}/giftCards/${index}`)],
  )
  if (wrong[0]) return refuse('gift_card_invalid', wrong[0].detail, wrong)
  const giftCards = [...new Set(ids.filter((id): id is GiftCardId => id !== undefined))]
  return success({ ...rest, giftCards })
}

const mistyped = (pointer: string): FieldError => ({
  pointer,
  code: 'gift_card_invalid',
  detail: 'The code is mistyped: its check character does not fit. It has twenty letters and digits.',
})
