import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import type { Envelope } from '#shared/events.ts'
import { type Publisher, publishHistory, type Unsent } from '#shared/outbox.ts'
import { itemOf } from '#shared/store/item-of.ts'
import type { Item } from '#shared/store/store.ts'

/** The history items in a table since an instant (RFC 3339 UTC), page by page; those of one subject are in order. */
export async function* historySince(
  client: DynamoDBClient,
  TableName: string,
  since: string,
): AsyncGenerator<Item[]> {
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression:
        '#entity = :history AND (#event.#occurredAt >= :since OR attribute_not_exists(#event.#occurredAt))',
      ExpressionAttributeNames: { '#entity': 'entity', '#event': 'event', '#occurredAt': 'occurredAt' },
      ExpressionAttributeValues: marshall({ ':history': HISTORY_ENTITY, ':since': since }),
    },
  )
  for await (const { Items = [] } of pages) yield Items.map(itemOf)
}

export interface Republished extends Unsent {
  readonly sent: number
}

/** Sends history again; consumers pass over what they have applied before. */
export async function republish(
  history: AsyncIterable<readonly Item[]>,
  publisher: Publisher,
): Promise<Republished> {
  const unreadable: Item[] = []
  const lost: Envelope[] = []
  let sent = 0
  for await (const items of history) {
    const unsent = await publishHistory(publisher, items)
    sent += items.length - unsent.unreadable.length - unsent.lost.length
    unreadable.push(...unsent.unreadable)
    lost.push(...unsent.lost)
  }
  return { sent, unreadable, lost }
}
