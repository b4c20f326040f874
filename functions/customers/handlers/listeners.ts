import { on, type Subscription } from '#shared/consumer.ts'
import { customerExportRequested } from '../contract/events.ts'
import { type ExportDeps, makeWriteExport } from '../use-cases/export-customer.ts'

/** What customers does on events. */
export const listeners = (deps: () => Promise<ExportDeps>): readonly Subscription[] => [
  on(customerExportRequested, async ({ data }) =>
    makeWriteExport(await deps())(data.customerId, data.exportId),
  ),
]
