import { type StageConfig, stageConfig } from '#lib/config.ts'
import { days, hours } from '#shared/clock.ts'

const local = stageConfig('local')
const seconds = (milliseconds: number) => milliseconds / 1_000

/** The laptop's stage with days made hours, so that a whole life fits into a few days. */
export const DAYS_AS_HOURS = {
  deadlines: {
    ...local.deadlines,
    payment: seconds(hours(1)),
    delayedPayment: seconds(hours(8)),
    paymentReminder: seconds(hours(2)),
    review: seconds(hours(6)),
    answer: seconds(hours(6)),
    shipment: seconds(days(2)),
    delivery: seconds(days(2)),
    download: seconds(hours(6)),
    withdrawal: seconds(days(1)),
    // The gateway ends an authorization after 7 days: it is looked after 6 hours after it was given.
    authorizationMargin: seconds(days(7) - hours(6)),
  },
  tracking: { lookEveryMinutes: 15, askAfterMinutes: 30, lostAfterDays: 1, deliveredAfterDays: 1 },
} satisfies Partial<StageConfig>
