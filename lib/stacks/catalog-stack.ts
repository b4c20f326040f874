import { CfnOutput, Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { productFiles } from '#contexts/catalog/contract/calls.ts'
import { FILES } from '#contexts/catalog/contract/files.ts'
import { transferSubscriptions } from '#contexts/catalog/contract/interchange-events.ts'
import { operations } from '#contexts/catalog/contract/operations.ts'
import { subscriptions } from '#contexts/catalog/contract/subscriptions.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { MediaFront } from '../constructs/media-front.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
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
    const environment = { MEDIA_URL: this.mediaUrl() }
    this.serve(operations, {
      api: this.handler('api', 'api', { environment, secrets: ['personal'] }),
      categories: this.handler('categories', 'api', {
        secrets: ['personal'],
        store: [...READS, ...WRITES, 'deletes'],
      }),
      interchange: this.handler('interchange', 'api', {
        secrets: ['personal'],
        store: [...READS, ...WRITES],
        files: { reads: [FILES.imports, FILES.exports], writes: [FILES.imports] },
      }),
      discovery: this.handler('discovery', 'api', {
        environment,
        store: READS,
        files: { reads: [FILES.search] },
      }),
      ...this.mediaServers(environment),
    })
    const transfers = this.handler('transfers', 'bulk', {
      secrets: ['personal'],
      store: [...READS, 'batches', ...WRITES],
      files: { reads: [FILES.imports], writes: [FILES.imports, FILES.exports] },
    })
    this.listen(transferSubscriptions, transfers, 'Transfers')
    this.runEvery(Duration.minutes(1), 'PublishDue', 'publish-due', { secrets: ['personal'] })
    this.keepSearchUpToDate()
  }

  /** Changes are written together where many come at once, by few functions, as all are numbered in one order. */
  private keepSearchUpToDate(): void {
    this.listen(subscriptions, this.handler('on-event', 'consumer', { secrets: ['personal'] }), 'Events', {
      size: 100,
      window: Duration.seconds(1),
      atOnce: 2,
    })
    this.runEvery(Duration.minutes(5), 'KeepIndex', 'keep-index', {
      store: [...READS, 'updates', 'deletes'],
      files: { reads: [FILES.search], writes: [FILES.search], deletes: [FILES.search] },
    })
  }

  /** Pictures and models: asked for by one function, and looked at by another, which is large. */
  private mediaServers(environment: { readonly MEDIA_URL: string }) {
    const { uploads, media } = FILES
    this.runEvery(Duration.hours(1), 'ForgetUploads', 'forget-uploads', {
      environment,
      store: ['gets'],
      files: { lists: [uploads, media], deletes: [uploads, media] },
    })
    return {
      media: this.handler('media', 'api', {
        environment,
        secrets: ['personal'],
        files: { writes: [uploads] },
      }),
      'process-media': this.handler('process-media', 'pictures', {
        environment,
        secrets: ['personal'],
        files: { reads: [uploads], lists: [media], writes: [media], deletes: [uploads, media] },
      }),
    }
  }

  /** What addresses of pictures and models begin with: their key follows. */
  private mediaUrl(): string {
    if (!this.config.contentDelivery) return this.siteUrl
    const front = new MediaFront(this, 'MediaFront', {
      bucket: this.files.bucket,
      prefix: FILES.media,
      comment: `Cartwright ${this.config.stage}: pictures and 3D models`,
    })
    new CfnOutput(this, 'MediaUrl', { value: front.url })
    return front.url
  }

  private runEvery(every: Duration, id: string, name: string, needs: Needs): void {
    const scheduled = this.handler(name, 'schedule', needs)
    new ScheduledFunction(this, id, { config: this.config, every, scheduled })
  }
}
