import { lineFaultsOf } from '#shared/one-line.ts'
import type { FieldError } from '#shared/outcomes.ts'
import { amountIn, type Promotion } from '../contract/promotions.ts'

/** What is wrong with a promotion that is well-formed: it could never take anything off, or it is not clear what. */
export function promotionFaults(promotion: Promotion): FieldError[] {
  const { conditions = {} } = promotion
  const { from, until, codes = [] } = conditions
  return [
    ...lineFaultsOf('/name', promotion.name),
    ...tierFaults(promotion),
    ...(from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until)
      ? [fault('/conditions/until', `It ends at ${until}, before it begins at ${from}.`)]
      : []),
    ...(new Set(codes).size < codes.length ? [fault('/conditions/codes', 'Name each code once.')] : []),
    ...(promotion.kind === 'amount' && promotion.amounts.some(({ amount }) => amount === 0)
      ? [fault('/amounts', 'An amount of 0 takes nothing off. Leave it out.')]
      : []),
  ]
}

/** Of two tiers from the same minimum on, nobody can tell which holds. */
function tierFaults(promotion: Promotion): FieldError[] {
  switch (promotion.kind) {
    case 'tiered_by_quantity':
      return promotion.tiers.flatMap(({ from }, index, tiers) =>
        tiers.findIndex((other) => other.from === from) < index
          ? [fault(`/tiers/${index}/from`, `There is a tier from ${from} on already. Leave one of them out.`)]
          : [],
      )
    case 'tiered_by_amount':
      return promotion.tiers.flatMap(({ from }, index, tiers) =>
        from.flatMap(({ amount, currency }, place) =>
          tiers.findIndex((other) => amountIn(other.from, currency) === amount) < index
            ? [
                fault(
                  `/tiers/${index}/from/${place}`,
                  `There is a tier from ${amount} ${currency} on already. Leave one of them out.`,
                ),
              ]
            : [],
        ),
      )
    default:
      return []
  }
}

const fault = (pointer: string, detail: string): FieldError => ({ pointer, code: 'impossible', detail })
