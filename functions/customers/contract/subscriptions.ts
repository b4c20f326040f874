import { customerExportRequested } from './events.ts'

/** What customers listens to: its own requests, which take longer than an answer may. */
export const subscriptions = [customerExportRequested]
