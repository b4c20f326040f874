import type { FieldError } from '#shared/outcomes.ts'
import type { Promotion } from '../contract/promotions.ts'

/** What is wrong with a promotion that is well-formed: it could never take anything off. */
export function promotionFaults(promotion: Promotion): FieldError[] {
  const { conditions = {} } = promotion
  const { from, until, codes = [] } = conditions
  return [
    ...(from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until)
      ? [fault('/conditions/until', `It ends at ${until}, before it begins at ${from}.`)]
      : []),
    ...(new Set(codes).size < codes.length ? [fault('/conditions/codes', 'Name each code once.')] : []),
    ...(promotion.kind === 'amount' && promotion.amounts.some(({ amount }) => amount === 0)
      ? [fault('/amounts', 'An amount of 0 takes nothing off. Leave it out.')]
      : []),
  ]
}

const fault = (pointer: string, detail: string): FieldError => ({ pointer, code: 'impossible', detail })
