import type { OrderSettingsInput } from '#contexts/orders/contract/settings.ts'
import type { StageConfig } from './config.ts'

/** What a stage says of orders, as it stands in the environment of their functions. */
export const orderSettingsOf = ({
  deadlines,
  refundLimits,
  releaseGraceSeconds,
  holdRules,
  paymentMethods,
  capturePolicy,
  captureAfterDays,
}: StageConfig): OrderSettingsInput => ({
  ...{ deadlines, refundLimits, releaseGraceSeconds },
  holdRules: { ...holdRules, riskLevels: [...(holdRules.riskLevels ?? [])] },
  paymentMethods: [...paymentMethods],
  ...(capturePolicy === 'after_days' ? { captureAfterDays } : {}),
})
