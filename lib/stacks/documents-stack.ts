import type { Construct } from 'constructs'
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { operations } from '#contexts/documents/contract/operations.ts'
import { subscriptions } from '#contexts/documents/contract/subscriptions.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class DocumentsStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Documents', 'documents', platform)
    const environment = { SELLER: JSON.stringify(this.config.seller) }
    const reads: Needs = { secrets: ['personal', 'tokens'], people: 'opens' }
    this.serve(operations, {
      api: this.handler('api', 'api', { ...reads, store: ['queries'] }),
      print: this.handler('print', 'api', { ...reads, store: ['gets'], environment }),
    })
    this.callable('call', tellDocumentsHeld, { secrets: ['personal'], people: 'opens', store: ['queries'] })
    this.listen(subscriptions, this.handler('on-event', 'consumer', { secrets: ['personal'], environment }))
  }
}
