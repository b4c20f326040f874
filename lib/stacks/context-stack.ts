import { CfnOutput, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Callable } from '#shared/calls.ts'
import type { EventDefinition } from '#shared/events.ts'
import { type Context, functionName, type SecretName, stackName } from '#shared/names.ts'
import type { Operation } from '#shared/operation.ts'
import type { FunctionKind, StageConfig } from '../config.ts'
import { ContextBucket, type FileUses, type Keeping } from '../constructs/context-bucket.ts'
import { ContextTable, READS, type StoreUse, WRITES } from '../constructs/context-table.ts'
import { EventConsumer, type EventConsumerProps } from '../constructs/event-consumer.ts'
import { EventPublisher } from '../constructs/event-publisher.ts'
import { HttpRoutes } from '../constructs/http-routes.ts'
import { allowSecrets } from '../constructs/secrets.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { PlatformStack } from './platform-stack.ts'

/** What a function may do. */
export interface Needs {
  /** With its context's table; as its other functions, where left out. */
  readonly store?: readonly StoreUse[]
  /** With its context's files; nothing, where left out. */
  readonly files?: FileUses
  readonly secrets?: readonly SecretName[]
  /** With what is sealed of persons, which the secret `personal` opens to it; it seals, too, where left out. */
  readonly people?: 'opens'
  /** Lambdas of other contexts that it asks. */
  readonly calls?: readonly Callable[]
  readonly environment?: Readonly<Record<string, string>>
}

/** What each context has: a table with its publisher, and functions that work on it. */
export abstract class ContextStack extends Stack {
  readonly config: StageConfig
  protected readonly table: ContextTable
  private bucket: ContextBucket | undefined
  private readonly storeUses: readonly StoreUse[]
  private readonly context: Context
  private readonly platform: PlatformStack

  /** @param alsoUses what functions of the context do with its table beside reading and writing, unless they say otherwise */
  constructor(
    scope: Construct,
    id: string,
    context: Context,
    platform: PlatformStack,
    alsoUses: readonly StoreUse[] = [],
  ) {
    const { config } = platform
    super(scope, id, {
      stackName: stackName(config.stage, context),
      description: `Cartwright: ${context}`,
      terminationProtection: config.deletionProtection,
    })
    this.config = config
    this.context = context
    this.storeUses = [...READS, ...WRITES, ...alsoUses]
    this.platform = platform
    this.addStackDependency(platform, 'the bus and the secrets are found by their names')
    this.table = new ContextTable(this, 'Data', { config, context, key: platform.key })
    new EventPublisher(this, 'Outbox', { config, context, table: this.table })
    new CfnOutput(this, 'TableName', { value: this.table.table.tableName })
  }

  /** Gives the context a bucket, before the functions that need it: every prefix, and how long its files are kept. */
  protected keepFiles(prefixes: Readonly<Record<string, Keeping>>, ofPeople = false): void {
    this.bucket = new ContextBucket(this, 'Files', { config: this.config, prefixes, ofPeople })
    new CfnOutput(this, 'BucketName', { value: this.files.bucket.bucketName })
  }

  protected get files(): ContextBucket {
    if (!this.bucket) throw new Error(`${this.context} keeps no files: say keepFiles() first`)
    return this.bucket
  }

  /** A handler of this context, by the name of its file. */
  protected handler(
    name: string,
    kind: FunctionKind,
    needs: Needs = {},
    timeoutSeconds?: number,
  ): ServiceFunction {
    const { config, context } = this
    const made = new ServiceFunction(this, name, {
      config,
      context,
      name,
      kind,
      ...(timeoutSeconds ? { timeoutSeconds } : {}),
      ...(needs.environment ? { environment: needs.environment } : {}),
    })
    this.table.openTo(made, needs.store ?? this.storeUses)
    if (needs.files) this.files.openTo(made, needs.files)
    allowSecrets(made, { config, key: this.platform.key }, needs.secrets ?? [])
    if (needs.secrets?.includes('personal'))
      this.platform.personalKeys.openTo(made, { context, seals: needs.people !== 'opens' })
    if (needs.calls) this.allowCalls(made, needs.calls)
    return made
  }

  /** A Lambda that another context asks, or a step of the order workflow; its contract says its name and time. */
  protected callable(
    kind: 'call' | 'task',
    { name, timeoutSeconds }: Callable,
    needs: Needs = {},
  ): ServiceFunction {
    return this.handler(name, kind, needs, timeoutSeconds)
  }

  /** Routes the context's operations to the functions that serve them, by `servedBy`. */
  protected serve(
    operations: readonly Operation[],
    servers: Readonly<Record<string, ServiceFunction>>,
  ): void {
    for (const [servedBy, served] of Map.groupBy(operations, (operation) => operation.servedBy)) {
      const server = servers[servedBy]
      if (!server)
        throw new Error(`${this.context} has no function "${servedBy}" for ${served.map(({ id }) => id)}`)
      new HttpRoutes(this, `${servedBy}-routes`, { api: this.platform.api, operations: served, server })
    }
  }

  /** Gives a function a queue of events; the context's own one is `Events`. */
  protected listen(
    subscriptions: readonly EventDefinition[],
    consumer: ServiceFunction,
    id = 'Events',
    batch?: EventConsumerProps['batch'],
  ): void {
    new EventConsumer(this, id, {
      config: this.config,
      subscriptions,
      consumer,
      ...(batch ? { batch } : {}),
    })
  }

  /** Where links in mails lead. */
  protected get siteUrl(): string {
    return this.platform.siteUrl
  }

  private allowCalls(caller: ServiceFunction, calls: readonly Callable[]): void {
    const arns = calls.map(({ context, name }) =>
      this.formatArn({
        service: 'lambda',
        resource: `function:${functionName(this.config.stage, context, name)}`,
      }),
    )
    caller.allow(['lambda:InvokeFunction'], arns)
  }
}
