import type { Construct } from 'constructs'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { FILES } from '#contexts/catalog/contract/files.ts'
import { operations } from '#contexts/catalog/contract/operations.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

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
    this.serve(operations, { api: this.handler('api', 'api', { secrets: ['personal'] }) })
  }
}
