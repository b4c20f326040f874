import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { type Envelope, envelope } from '#shared/events.ts'
import type { Publisher } from '#shared/outbox.ts'

/**
 * The events in a table since an instant (RFC 3339 UTC), page by page; those of one subject are in order.
 * Throws a ZodError for a history item that holds no event.
 */
export async function* historySince(
  client: DynamoDBClient,
  TableName: string,
  since: string,
): AsyncGenerator<Envelope[]> {
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: '#entity = :history AND #event.#occurredAt >= :since',
      ExpressionAttributeNames: { '#entity': 'entity', '#event': 'event', '#occurredAt': 'occurredAt' },
      ExpressionAttributeValues: marshall({ ':history': HISTORY_ENTITY, ':since': since }),
    },
  )
  for await (const { Items = [] } of pages)
    yield Items.map((item) => envelope.parse(unmarshall(item)['event']))
}

export interface Republished {
  readonly sent: number
  readonly lost: readonly Envelope[]
}

/** Sends history again; consumers pass over what they have applied before. */
export async function republish(
  history: AsyncIterable<readonly Envelope[]>,
  publisher: Publisher,
): Promise<Republished> {
  const lost: Envelope[] = []
  let sent = 0
  for await (const events of history) {
    const failed = await publisher.publish(events)
    sent += events.length - failed.length
    lost.push(...failed)
  }
  return { sent, lost }
}
