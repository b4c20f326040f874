import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { orderSettings as schema } from '../contract/settings.ts'
import type { Deadlines } from '../domain/deadline.ts'
import type { RefundLimits } from '../domain/refund-limits.ts'
import type { OrderPolicy } from '../use-cases/ports.ts'

export interface OrderSettings {
  readonly deadlines: Deadlines
  readonly policy: OrderPolicy
  readonly refundLimits: RefundLimits
}

export function orderSettings(): OrderSettings {
  const { ORDER_SETTINGS } = readEnvironment({ ORDER_SETTINGS: z.string() })
  return readOrderSettings(JSON.parse(ORDER_SETTINGS))
}

/** What a deployment says, in the terms of the use cases. */
export function readOrderSettings(given: unknown): OrderSettings {
  const { deadlines, refundLimits, ...read } = schema.parse(given)
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
