import type { Terms } from '#contexts/checkout/contract/final-step.ts'
import type { StageConfig } from './config.ts'

/** What a stage says of paying and of changing one's mind, as quotes tell it. */
export const termsOf = ({
  paymentMethods,
  capturePolicy,
  captureAfterDays,
  deadlines,
}: StageConfig): Terms => ({
  offered: [...paymentMethods],
  capture: capturePolicy,
  captureAfterDays,
  delayedPayment: deadlines.delayedPayment,
  withdrawal: deadlines.withdrawal,
})
