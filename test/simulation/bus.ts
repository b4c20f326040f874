import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { applyEvent, type Subscription } from '#shared/consumer.ts'
import { type Envelope, type EventDefinition, type EventOf, envelope } from '#shared/events.ts'
import { makePublisher, type Publisher } from '#shared/outbox.ts'
import type { Personal } from '#shared/personal.ts'
import type { Item, Store } from '#shared/store/store.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Ports } from './ports.ts'
import { makeStream, type Stream, type Unpublished } from './stream.ts'

/** A queue with the Lambda that works on it. */
export interface Consumer {
  /** `<context>.<function>`. */
  readonly name: string
  /** What the rule of the bus sends it, by its contract. */
  readonly definitions: readonly EventDefinition[]
  readonly listeners: readonly Subscription[]
}

/** What the outside does to messages beside bringing them once, each with its probability, 0 to 1. */
export interface Weather {
  /** Brought a second time. */
  readonly doubled: number
  /** Brought up to `delayedBy` milliseconds later. */
  readonly delayed: number
  readonly delayedBy: number
  /** Of webhooks alone, as nobody promises that they come. */
  readonly dropped: number
  /** Of events on their way to one consumer: the bus gives up on its queue, and puts them to its dead letters. */
  readonly undelivered: number
  /** Of the same: in no queue, and nobody is told. The history of the table that they came from has them. */
  readonly lost: number
}

export const FAIR: Weather = { doubled: 0, delayed: 0, delayedBy: 0, dropped: 0, undelivered: 0, lost: 0 }

export interface BusDeps {
  readonly agenda: Agenda
  readonly ports: Ports
  readonly chance: Chance
  readonly weather: () => Weather
  readonly personal: Personal
  /** Of the consumers' queues. */
  readonly redelivery: { readonly seconds: number; readonly tries: number }
}

/** It is not applied unless a person brings it back. */
export interface DeadLetter {
  readonly consumer: string
  readonly event: Envelope
  /** What kept it from being applied. */
  readonly reason: unknown
}

/** Who hears of the events of a type; their data is parsed once for all of them. */
interface Observers {
  readonly definition: EventDefinition
  readonly hear: ((data: unknown, event: Envelope) => void)[]
}

export type Bus = ReturnType<typeof makeBus>

/** From history items to consumers, as the tables' streams, the publishers, the bus and the queues do it. */
export function makeBus(deps: BusDeps) {
  const { agenda, ports, chance, weather } = deps
  const consumers: Consumer[] = []
  const routes = new Map<string, Consumer[]>()
  const deadLetters: DeadLetter[] = []
  const unpublished: Unpublished[] = []
  const streams = new Map<string, Stream>()
  let refuses: (event: Envelope) => boolean = () => false

  const observers = new Map<string, Observers>()
  const told = new Set<string>()
  const strayed = { undelivered: 0, lost: 0 }

  const key = ({ type, schema }: { type: string; schema: number }) => `${type} ${schema}`

  function routesOf(event: Envelope): readonly Consumer[] {
    const known = routes.get(key(event))
    if (known) return known
    const found = consumers.filter(({ definitions }) => definitions.some((one) => key(one) === key(event)))
    routes.set(key(event), found)
    return found
  }

  async function send({ input }: PutEventsCommand) {
    const Entries = (input.Entries ?? []).map(({ Detail = '' }) => {
      const event = envelope.parse(JSON.parse(Detail))
      if (refuses(event)) return { ErrorCode: 'InternalFailure' }
      tell(event)
      for (const consumer of routesOf(event)) bring(consumer, event)
      return { EventId: event.id }
    })
    return { Entries, FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length }
  }

  /** Behind the bus nothing is in order, and what does not arrive is brought back by people alone. */
  function bring(consumer: Consumer, event: Envelope): void {
    const { doubled, undelivered, lost } = weather()
    if (chance.happens(lost)) strayed.lost += 1
    else if (chance.happens(undelivered)) {
      strayed.undelivered += 1
      deadLetters.push({ consumer: consumer.name, event, reason: 'the bus gave up on its queue' })
    } else {
      deliver(consumer, event, 1, lateness())
      if (chance.happens(doubled)) deliver(consumer, event, 1, lateness())
    }
  }

  function tell(event: Envelope): void {
    const heard = observers.get(event.type)
    if (!heard || told.has(event.id)) return
    told.add(event.id)
    const data = heard.definition.data.parse(event.data)
    for (const hear of heard.hear) hear(data, event)
  }

  const lateness = () =>
    chance.happens(weather().delayed) ? chance.below(Math.max(1, weather().delayedBy)) : 0

  const client = ports.through('bus', { send }) as unknown as Pick<EventBridgeClient, 'send'>
  const publisher: Publisher = makePublisher(client, 'the bus')

  function deliver(consumer: Consumer, event: Envelope, receives: number, after: number): void {
    const name = `${consumer.name} ${event.type}`
    agenda.add({
      after,
      name,
      soon: true,
      run: async () => {
        try {
          await ports.act(name, () => applyEvent(event, consumer.listeners, deps.personal))
        } catch (error) {
          if (receives >= deps.redelivery.tries)
            deadLetters.push({ consumer: consumer.name, event, reason: error })
          else deliver(consumer, event, receives + 1, deps.redelivery.seconds * 1_000)
        }
      },
    })
  }

  function openStream(context: string): Stream {
    const stream = makeStream({
      ...{ agenda, ports, publisher, reader: `${context}.publish-outbox` },
      giveUp: (record) => unpublished.push(record),
    })
    streams.set(context, stream)
    return stream
  }

  return {
    consumers,
    deadLetters,
    unpublished,
    /** How often events did not arrive at one of their consumers. */
    strayed: strayed as Readonly<typeof strayed>,
    /** Of each context's table. */
    streams,
    publisher,

    add(consumer: Consumer): void {
      consumers.push(consumer)
      routes.clear()
    },

    /** From now on, the bus takes no such entry of a request; the others it takes. */
    refuse(test: (event: Envelope) => boolean): void {
      refuses = test
    },

    /** Tells somebody in the world of each event as it passes the bus: at once, without a queue, and once, however often it is sent. */
    observe<Definition extends EventDefinition>(
      definition: Definition,
      hear: (data: EventOf<Definition>['data'], event: Envelope) => void,
    ): void {
      const heard = observers.get(definition.type) ?? { definition, hear: [] }
      heard.hear.push((data, event) => hear(data as EventOf<Definition>['data'], event))
      observers.set(definition.type, heard)
    },

    /** A table whose new history items go to the bus. */
    streaming(context: string, store: Store): Store {
      const stream = openStream(context)
      return {
        ...store,
        async commit(writes) {
          const done = await store.commit(writes)
          if (done.ok)
            stream.append(writes.flatMap((write) => ('put' in write ? [write.put] : [])).filter(isHistory))
          return done
        },
      }
    },

    /** The same of a table that is elsewhere: these items were put into it. */
    written(context: string, items: readonly Item[]): void {
      const stream = streams.get(context)
      if (!stream) throw new RangeError(`the table of ${context} has no stream`)
      stream.append(items.filter(isHistory))
    },

    /** What an operator does with a dead-letter queue once its cause is gone; answers how many were brought back. */
    redrive(): number {
      const letters = deadLetters.splice(0)
      for (const { consumer, event } of letters) {
        const found = consumers.find(({ name }) => name === consumer)
        if (found) deliver(found, event, 1, 0)
      }
      return letters.length
    },
  }
}

const isHistory = (item: Item): boolean => item['entity'] === HISTORY_ENTITY
