import * as z from 'zod/mini'
import { days, seconds } from '#shared/clock.ts'

const amounts = z.record(z.string(), z.int())
const period = z.pipe(z.number(), z.transform(seconds))

/**
 * What a deployment says of orders, as it stands in their environment: times in seconds, amounts in minor units.
 * Read, times are in milliseconds.
 */
export const orderSettings = z.object({
  deadlines: z.object({
    step: period,
    payment: period,
    delayedPayment: period,
    paymentReminder: period,
    shipment: period,
    claim: period,
    review: period,
    answer: period,
    authorizationMargin: period,
    download: period,
    withdrawal: period,
  }),
  releaseGraceSeconds: period,
  /** Absent: the money is not taken by time. */
  captureAfterDays: z.optional(z.pipe(z.number(), z.transform(days))),
  holdRules: z.object({
    amountAbove: z.optional(amounts),
    ordersPerHour: z.optional(z.int()),
    riskLevels: z.optional(z.array(z.string())),
  }),
  paymentMethods: z.array(z.string()),
  refundLimits: z.record(z.string(), amounts),
})
/** As a deployment writes it. */
export type OrderSettingsInput = z.input<typeof orderSettings>
