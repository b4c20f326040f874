import middy from '@middy/core'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod/mini'
import {
  type Envelope,
  type EventDefinition,
  type EventOf,
  envelope,
  type FactsOf,
  readEvent,
  readFacts,
} from './events.ts'
import { inParallel } from './in-parallel.ts'
import { count, note, observed } from './observability.ts'
import { Fault } from './outcomes.ts'
import type { Personal } from './personal.ts'

/** An event that a context listens to, and what it does then. */
export interface Subscription {
  readonly definition: EventDefinition
  readonly run: (received: Envelope, personal: Personal) => Promise<unknown>
}

/** What is done on an event; nothing, where it speaks to a person who was erased. */
export const on = <Definition extends EventDefinition>(
  definition: Definition,
  run: (event: EventOf<Definition>) => Promise<unknown>,
): Subscription => ({
  definition,
  async run(received, personal) {
    const event = await readEvent(definition, received, personal)
    if (event) await run(event)
    else note({ outcome: 'erased' })
  },
})

/** What is done on an event by one who needs nothing of the person in it: that is not opened. */
export const onFacts = <Definition extends EventDefinition>(
  definition: Definition,
  run: (event: FactsOf<Definition>) => Promise<unknown>,
): Subscription => ({ definition, run: (received) => run(readFacts(definition, received)) })

/** What EventBridge puts on a consumer's queue. */
const delivery = z.object({ detail: envelope })

/**
 * The Lambda handler of a queue. Each message is applied by itself, so many at once, one after the other by default; those that fail are given back, and go to the
 * dead-letter queue when they have failed too often.
 */
export const queueHandler = (service: string, run: (record: SQSRecord) => Promise<void>, atOnce = 1) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(observed(service))
    .handler(async ({ Records }) => {
      const failures: SQSBatchResponse['batchItemFailures'] = []
      await inParallel(atOnce, Records.length, async (index) => {
        const record = Records[index]
        if (!record) return
        await run(record).catch((error: unknown) => {
          failures.push({ itemIdentifier: record.messageId })
          count('FailedEvents')
          note({
            reason: error instanceof Fault ? error.message : error instanceof Error ? error.name : 'unknown',
          })
        })
      })
      note({ count: Records.length, failed: failures.length })
      return { batchItemFailures: failures }
    })

/**
 * The Lambda handler of a context's queue of events. It says what it listens to, so that a test can hold it
 * against the contract from which the rule of the bus is made.
 */
export const consumerHandler = (
  service: string,
  subscriptions: readonly Subscription[],
  personal: () => Promise<Personal>,
  atOnce = 1,
) => {
  const handler = queueHandler(
    service,
    async (record) => apply(record, subscriptions, await personal()),
    atOnce,
  )
  return Object.assign(handler, { subscriptions })
}

const apply = async (
  record: SQSRecord,
  subscriptions: readonly Subscription[],
  personal: Personal,
): Promise<void> => applyEvent(delivery.parse(JSON.parse(record.body)).detail, subscriptions, personal)

/** Does what a context does on an event; one that it does not listen to is a Fault. */
export async function applyEvent(
  detail: Envelope,
  subscriptions: readonly Subscription[],
  personal: Personal,
): Promise<void> {
  note({
    eventType: detail.type,
    eventId: detail.id,
    subject: detail.subject,
    correlationId: detail.correlationId,
  })
  const matching = subscriptions.find(
    ({ definition }) => definition.type === detail.type && definition.schema === detail.schema,
  )
  if (!matching) throw new Fault(`nobody here listens to ${detail.type} version ${detail.schema}`)
  await matching.run(detail, personal)
}
