import * as z from 'zod/mini'
import { days, seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import type { Deadlines } from '../domain/deadline.ts'
import type { RefundLimits } from '../domain/refund-limits.ts'
import type { OrderPolicy } from '../use-cases/ports.ts'

const amounts = z.record(z.string(), z.int())
const period = z.pipe(z.number(), z.transform(seconds))

/** What the deployment says of orders, as it stands in the environment: times in seconds, amounts in minor units. */
const settings = z.object({
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
  } satisfies Record<keyof Deadlines, unknown>),
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

export interface OrderSettings {
  readonly deadlines: Deadlines
  readonly policy: OrderPolicy
  readonly refundLimits: RefundLimits
}

export function orderSettings(): OrderSettings {
  const { ORDER_SETTINGS } = readEnvironment({ ORDER_SETTINGS: z.string() })
  const { deadlines, refundLimits, ...read } = settings.parse(JSON.parse(ORDER_SETTINGS))
  return {
    deadlines,
    refundLimits,
    policy: {
      grace: read.releaseGraceSeconds,
      captureAfter: read.captureAfterDays,
      holdRules: read.holdRules,
      offered: read.paymentMethods,
    },
  }
}
