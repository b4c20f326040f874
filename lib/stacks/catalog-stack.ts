import type { Construct } from 'constructs'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { operations } from '#contexts/catalog/contract/operations.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class CatalogStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Catalog', 'catalog', platform)
    this.callable('call', productFiles, { store: ['gets'] })
    this.serve(operations, { api: this.handler('api', 'api', { secrets: ['personal'] }) })
  }
}
