import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { once } from '#shared/once.ts'
import { exportRequested, importContinued, importStarted } from '../contract/interchange-events.ts'
import { makeWorkExport } from '../use-cases/export-products.ts'
import { makeImportProducts } from '../use-cases/import-product.ts'
import { makeWorkImport } from '../use-cases/work-import.ts'
import type { TransferDeps } from './transfer-dependencies.ts'

/** What works imports, a part after the other, and exports. */
export function transferListeners(deps: () => Promise<TransferDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return {
      workImport: makeWorkImport({ ...given, importProducts: makeImportProducts(given) }),
      workExport: makeWorkExport(given),
    }
  })
  return [
    on(importStarted, async (event) =>
      (await prepare()).workImport(event.data.importId, causedBy(event, SYSTEM)),
    ),
    on(importContinued, async (event) =>
      (await prepare()).workImport(event.data.importId, causedBy(event, SYSTEM)),
    ),
    on(exportRequested, async (event) =>
      (await prepare()).workExport(event.data.exportId, causedBy(event, SYSTEM)),
    ),
  ]
}
