import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { FILES } from '#contexts/catalog/contract/files.ts'
import { transferSubscriptions } from '#contexts/catalog/contract/interchange-events.ts'
import { operations } from '#contexts/catalog/contract/operations.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

const TRANSFERRED = { reads: [FILES.imports, FILES.exports], writes: [FILES.imports, FILES.exports] }

export class CatalogStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Catalog', 'catalog', platform)
    this.keepFiles({
      [FILES.uploads]: { days: 7 },
      [FILES.media]: {},
      [FILES.search]: {},
      [FILES.imports]: { days: 30 },
      [FILES.exports]: { days: 7 },
    })
    this.callable('call', productFiles, { store: ['gets'] })
    this.serve(operations, {
      api: this.handler('api', 'api', { secrets: ['personal'] }),
      categories: this.handler('categories', 'api', {
        secrets: ['personal'],
        store: [...READS, ...WRITES, 'deletes'],
      }),
      interchange: this.handler('interchange', 'api', { secrets: ['personal'], files: TRANSFERRED }),
    })
    const transfers = this.handler('transfers', 'bulk', { secrets: ['personal'], files: TRANSFERRED })
    this.listen(transferSubscriptions, transfers, 'Transfers')
    this.publishWhatIsDue()
  }

  private publishWhatIsDue(): void {
    const scheduled = this.handler('publish-due', 'schedule', { secrets: ['personal'] })
    new ScheduledFunction(this, 'PublishDue', {
      config: this.config,
      every: Duration.minutes(1),
      scheduled,
    })
  }
}
