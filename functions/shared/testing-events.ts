import type { Envelope, EventDefinition, EventOf } from './events.ts'
import { eventId } from './ids.ts'

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
