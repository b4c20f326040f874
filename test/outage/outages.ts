import { days, hours } from '#shared/clock.ts'
import type { Context } from '#shared/names.ts'
import { TELLING } from '#simulation/books.ts'
import type { World } from '#simulation/world.ts'
import type { House } from './house.ts'
import type { Outage } from './outage.ts'

/** Longer than a stream keeps its records. */
const TOO_LONG = hours(25)

const streamsOf = ({ world }: House, contexts: readonly Context[]) =>
  contexts.flatMap((context) => world.bus.streams.get(context) ?? [])

/** Nobody reads the streams of these tables. */
export const streamsDown = (what: string, contexts: readonly Context[]): Outage => ({
  what,
  lasts: TOO_LONG,
  begin: (house) => {
    for (const stream of streamsOf(house, contexts)) stream.stop()
  },
  end: (house) => streamsOf(house, contexts).reduce((sum, stream) => sum + stream.start(), 0),
})

/** No function runs whose name begins so. */
const functionsDown = (what: string, lasts: number, starts: readonly string[]): Outage => ({
  what,
  lasts,
  begin: ({ down }) => {
    for (const start of starts) down.add(start)
  },
  end: ({ down }) => {
    down.clear()
    return 0
  },
})

export const consumerDown = (consumer: string, lasts = TOO_LONG): Outage =>
  functionsDown(`the consumer ${consumer}`, lasts, [`${consumer} `])

const contextsDown = (what: string, contexts: readonly Context[]): Outage =>
  functionsDown(
    what,
    hours(3),
    contexts.map((context) => `${context}.`),
  )

/** Every call to an outside system fails. */
const outsideDown = (
  what: string,
  port: string,
  begin: (house: House) => void = () => undefined,
): Outage => ({
  what,
  lasts: days(1),
  begin: (house) => {
    house.world.ports.watch((name) => (name.includes(`> ${port}.`) ? 'fails' : undefined))
    begin(house)
  },
  end: (house) => {
    house.world.ports.watch(() => undefined)
    house.carriersStrike = false
    return 0
  },
})

export const CONSUMERS = [
  'orders.on-event',
  'orders.starter',
  'payments.on-event',
  'inventory.on-event',
  'fulfillment.on-event',
  'shipping.on-event',
  'notifications.on-event',
  'documents.on-event',
  'catalog.on-event',
  'checkout.on-event',
  'insights.on-event',
  'customers.on-event',
]

const CONTEXTS_THAT_RUN: readonly Context[] = [...TELLING, 'insights']

/** The bus refuses entries by chance. */
const busRefuses: Outage = {
  what: 'the bus refuses two entries of three',
  lasts: TOO_LONG,
  begin: ({ world }) => world.bus.refuse(() => world.chance.happens(2 / 3)),
  end: ({ world }) => {
    world.bus.refuse(() => false)
    return 0
  },
}

/** One publisher ends whenever it meets the third of the orders that are placed meanwhile. */
const poison: Outage = {
  what: 'a record that the publisher of orders breaks on',
  lasts: hours(1),
  begin: ({ world, placed }) => {
    const stream = world.bus.streams.get('orders')
    const before = placed.length
    stream?.breakOn(({ pk }) => pk === `ORDER#${placed[before + 2]?.id}`)
    // So that it lies in a batch with others.
    stream?.stop()
    world.agenda.add({
      after: hours(0.5),
      name: 'the stream is read',
      soon: false,
      run: async () => void stream?.start(),
    })
  },
  end: ({ world }) => {
    world.bus.streams.get('orders')?.breakOn(() => false)
    return 0
  },
}

/** The consumer is away for so long that its dead letters are thrown away, as SQS does after 14 days. */
const lettersExpire = (consumer: string): Outage => {
  const outage = consumerDown(consumer, days(15))
  return {
    ...outage,
    what: `${outage.what}, until its dead letters expire`,
    end: (house) => outage.end(house) + expired(house.world),
  }
}

const expired = ({ bus }: World): number => bus.deadLetters.splice(0).length

export const OUTAGES: readonly Outage[] = [
  ...TELLING.map((context) => streamsDown(`the stream of ${context}`, [context])),
  streamsDown('all streams', TELLING),
  ...CONSUMERS.map((consumer) => consumerDown(consumer)),
  lettersExpire('notifications.on-event'),
  poison,
  busRefuses,
  ...CONTEXTS_THAT_RUN.map((context) => contextsDown(`all of ${context}`, [context])),
  contextsDown('everything but what accepts orders', CONTEXTS_THAT_RUN),
  outsideDown('the gateway', 'gateway'),
  outsideDown('the carriers', 'carrier', (house) => {
    house.carriersStrike = true
  }),
  outsideDown('the post', 'post'),
]
