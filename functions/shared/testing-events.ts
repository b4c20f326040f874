import { SYSTEM } from './actor.ts'
import { type Envelope, type EventDefinition, type EventOf, envelope } from './events.ts'
import { eventId } from './ids.ts'

/** An event of one order as its history keeps it and the bus gets it. */
export const recorded = (sequence: number, data: object = {}): Envelope =>
  envelope.parse({
    id: `evt_${String(sequence).padStart(26, '0')}`,
    type: 'order.placed',
    schema: 1,
    source: 'orders',
    subject: 'ord_1',
    sequence,
    occurredAt: '2026-11-22T10:00:00.000Z',
    correlationId: 'c',
    causationId: 'c',
    actor: SYSTEM,
    data,
  })

type Told = Pick<Envelope, 'sequence' | 'correlationId' | 'causationId' | 'actor'>

/** Makes events as a consumer of the tests reads them, each with an id of its own; `told` is what they say unless told otherwise. */
export function makeHeard(told: Told) {
  let count = 0
  return <Definition extends EventDefinition>(
    definition: Definition,
    data: unknown,
    more: Partial<Envelope> & { personal?: unknown } = {},
  ): EventOf<Definition> => {
    count += 1
    return {
      id: eventId.parse(`evt_${String(count).padStart(26, '0')}`),
      type: definition.type,
      schema: 1,
      source: definition.source,
      subject: 'test',
      occurredAt: '2026-11-24T01:00:00.000Z',
      ...told,
      ...more,
      data: definition.data.parse(data),
    } as EventOf<Definition>
  }
}
