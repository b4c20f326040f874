import { type FieldError, type Refusal, refuse } from '#shared/outcomes.ts'
import type { Action } from '../contract/operations.ts'
import type { FulfillmentOrder, Line } from './fulfillment-order.ts'
import { AVAILABLE_ACTIONS, isReleased } from './status.ts'

/** The action does not belong to the status it is in. */
export function outOfTurn(state: FulfillmentOrder, action: Action, why = ''): Refusal<'conflict'> {
  const possible = AVAILABLE_ACTIONS[state.status].join(', ') || 'nothing'
  return refuse(
    'conflict',
    `The fulfillment order ${state.id} is ${state.status}: ${action} is not possible${why ? `, ${why}` : ''}. Possible now: ${possible}.`,
  )
}

/** The customer may still change their mind. */
export const notReleased = (
  { id, releaseAt }: FulfillmentOrder,
  now: Date,
): Refusal<'conflict'> | undefined =>
  isReleased({ releaseAt }, now)
    ? undefined
    : refuse(
        'conflict',
        `The work on ${id} may begin at ${releaseAt}, as its customer may change their mind until then; it is ${now.toISOString()}.`,
      )

/** As many as fit on a scanner's screen. */
const NAMED = 5

/** The lines in words, such as `BOOK-1 (9784003510155), 1 of 2 picked`. */
export function inWords(lines: readonly Line[], barcodes: ReadonlyMap<string, string>): string {
  const words = lines.slice(0, NAMED).map(({ sku, quantity, picked }) => {
    const barcode = barcodes.get(sku)
    return `${sku}${barcode ? ` (${barcode})` : ''}, ${picked} of ${quantity} picked`
  })
  return [...words, ...(lines.length > NAMED ? [`and ${lines.length - NAMED} more`] : [])].join('; ')
}

/** One problem for all fields of a kind; undefined where there are none. */
export const refuseFields = <Code extends 'wrong_item' | 'impossible'>(
  code: Code,
  errors: readonly FieldError[],
): Refusal<Code> | undefined =>
  errors.length > 0
    ? refuse(
        code,
        errors
          .map(({ detail }) => detail)
          .slice(0, NAMED)
          .join(' '),
        errors,
      )
    : undefined
