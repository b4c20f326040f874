import * as z from 'zod/mini'
import { type Actor, actor } from './actor.ts'
import { eventId } from './ids.ts'
import { lenient } from './lenient.ts'
import type { Context } from './names.ts'
import { type Personal, sealed } from './personal.ts'

/** An event's name and shape: one value, imported by its producer, its consumers and the infrastructure. */
export interface EventDefinition<
  Data extends z.ZodMiniType = z.ZodMiniType,
  PersonalData extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
> {
  readonly type: string
  /** The version of `data`. It grows by addition only; else a new version stands beside the old. */
  readonly schema: number
  readonly source: Context
  readonly data: Data
  readonly personal: PersonalData
}

export function defineEvent<
  Data extends z.ZodMiniType,
  PersonalData extends z.ZodMiniType | undefined = undefined,
>(
  definition: Omit<EventDefinition<Data, PersonalData>, 'personal' | 'schema'> & {
    readonly schema?: number
    readonly personal?: PersonalData
  },
): EventDefinition<Data, PersonalData> {
  return { schema: 1, ...definition, personal: definition.personal as PersonalData }
}

export const envelope = z.strictObject({
  id: eventId,
  type: z.string(),
  schema: z.int(),
  source: z.string(),
  /** The aggregate that changed, such as an order's id. */
  subject: z.string(),
  /** +1 per event of the subject, from 1. */
  sequence: z.int(),
  occurredAt: z.iso.datetime(),
  correlationId: z.string(),
  causationId: z.string(),
  actor,
  data: z.unknown(),
  personal: z.optional(sealed),
})
export type Envelope = z.infer<typeof envelope>

type PersonalOf<Definition extends EventDefinition> = Definition['personal'] extends z.ZodMiniType
  ? z.infer<Definition['personal']>
  : undefined

/** An event as a consumer reads it: parsed, its personal data opened. */
export type EventOf<Definition extends EventDefinition> = Omit<Envelope, 'data' | 'personal'> & {
  readonly data: z.infer<Definition['data']>
  readonly personal: PersonalOf<Definition>
}

/** An event as one reads it who needs nothing of the person in it. */
export type FactsOf<Definition extends EventDefinition> = Omit<EventOf<Definition>, 'personal'>

/** What a decision says has happened; the commit gives it its envelope. */
export interface NewEvent {
  readonly definition: EventDefinition
  readonly data: unknown
  /** Readable here, sealed by the commit. */
  readonly personal?: { readonly subjectId: string; readonly value: unknown }
}

/** What has happened; without a personal block where its person was erased. */
export function happened<Definition extends EventDefinition>(
  definition: Definition,
  data: z.input<Definition['data']>,
  ...personal: Definition['personal'] extends z.ZodMiniType
    ? [{ subjectId: string; value: z.input<Definition['personal']> } | undefined]
    : []
): NewEvent {
  const [block] = personal
  return { definition, data, ...(block ? { personal: block } : {}) }
}

/** What caused a change: carried by every event that follows from it. */
export interface Cause {
  readonly correlationId: string
  readonly causationId: string
  readonly actor: Actor
}

/** Gives the events of one commit their envelopes: parsed at the producer's end, personal data sealed. */
export async function wrapEvents(
  events: readonly NewEvent[],
  about: { subject: string; lastSequence: number; occurredAt: string; cause: Cause },
  deps: { newEventId: () => z.infer<typeof eventId>; personal: Personal },
): Promise<Envelope[]> {
  const wrapped = events.map(async ({ definition, data, personal }, index) => ({
    id: deps.newEventId(),
    type: definition.type,
    schema: definition.schema,
    source: definition.source,
    subject: about.subject,
    sequence: about.lastSequence + index + 1,
    occurredAt: about.occurredAt,
    ...about.cause,
    data: z.parse(definition.data, data),
    ...(personal && definition.personal
      ? {
          personal: await deps.personal.seal(
            personal.subjectId,
            z.parse(definition.personal, personal.value),
          ),
        }
      : {}),
  }))
  return Promise.all(wrapped)
}

/**
 * Parses an envelope as one event at the consumer's end, deaf to fields that were added since; throws a
 * ZodError where it is not of that shape. Undefined where its person was erased and it says nothing without.
 */
export async function readEvent<Definition extends EventDefinition>(
  definition: Definition,
  received: Envelope,
  personal: Personal,
): Promise<EventOf<Definition> | undefined> {
  const facts = readFacts(definition, received)
  if (!definition.personal) return { ...facts, personal: undefined } as EventOf<Definition>
  const opened = received.personal && (await personal.open(received.personal, lenient(definition.personal)))
  if (opened === undefined && !z.safeParse(definition.personal, undefined).success) return undefined
  return { ...facts, personal: opened } as EventOf<Definition>
}

/** The same without opening what is personal. */
export function readFacts<Definition extends EventDefinition>(
  definition: Definition,
  { personal: _, ...received }: Envelope,
): FactsOf<Definition> {
  return { ...received, data: z.parse(lenient(definition.data), received.data) } as FactsOf<Definition>
}

/** The cause that an event is for what follows from it. */
export const causedBy = (event: Pick<Envelope, 'id' | 'correlationId'>, by: Actor): Cause => ({
  correlationId: event.correlationId,
  causationId: event.id,
  actor: by,
})
