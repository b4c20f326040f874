import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge'
import { z } from 'zod'
import { clientConfig } from '#local/aws.ts'
import type { Call } from './counting-proxy.ts'

const pattern = z.object({
  source: z.array(z.string()),
  'detail-type': z.array(z.string()),
  detail: z.object({ schema: z.array(z.number()) }),
})
export type Pattern = z.infer<typeof pattern>

const putEvents = z.object({
  Entries: z.array(z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string() })),
})
export type PublishedEvent = z.infer<typeof putEvents>['Entries'][number]

/** The events that functions put on the bus. */
export const publishedEvents = (calls: readonly Call[]): PublishedEvent[] =>
  calls
    .filter(({ operation }) => operation === 'AWSEvents.PutEvents')
    .flatMap(({ request }) => putEvents.parse(JSON.parse(request)).Entries)

/** The patterns of the rules on a bus; each rule of ours has one queue behind it. */
export async function patternsOf(endpoint: string, bus: string): Promise<Pattern[]> {
  const client = new EventBridgeClient(clientConfig(endpoint))
  try {
    const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName: bus }))
    return Rules.flatMap(({ EventPattern }) => pattern.safeParse(JSON.parse(EventPattern ?? '{}')).data ?? [])
  } finally {
    client.destroy()
  }
}

/** How many messages the rules made of the events, one for each queue that wants an event. */
export const deliveriesOf = (events: readonly PublishedEvent[], patterns: readonly Pattern[]): number =>
  events.reduce((sum, event) => sum + patterns.filter((one) => wants(one, event)).length, 0)

const schemaIn = z.object({ schema: z.number() })

function wants(one: Pattern, { Source, DetailType, Detail }: PublishedEvent): boolean {
  const { schema } = schemaIn.parse(JSON.parse(Detail))
  return (
    one.source.includes(Source) &&
    one['detail-type'].includes(DetailType) &&
    one.detail.schema.includes(schema)
  )
}
