import { makeCartTokens } from '#contexts/checkout/contract/cart-tokens.ts'
import { readOrderSettings } from '#contexts/orders/handlers/settings.ts'
import type { Gateway } from '#contexts/payments/use-cases/gateway.ts'
import type { Vault } from '#contexts/payments/use-cases/vault.ts'
import type { StageConfig } from '#lib/config.ts'
import { orderSettingsOf } from '#lib/order-settings.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { InvokeLambda } from '#shared/aws/invoke-lambda.ts'
import { type AnswerOf, type Ask, type Callable, makeAsk, type RequestOf } from '#shared/calls.ts'
import { minutes } from '#shared/clock.ts'
import { type Ids, makeIds } from '#shared/ids.ts'
import { makeMemoryObjects } from '#shared/memory-objects.ts'
import { type Context, functionName } from '#shared/names.ts'
import type { Objects } from '#shared/objects.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { Fault } from '#shared/outcomes.ts'
import { endOf } from '#shared/retention.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { type MemoryStore, makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { transact } from '#shared/store/transact.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import type { Agenda } from './agenda.ts'
import { type Bus, type Consumer, FAIR, makeBus, type Weather } from './bus.ts'
import type { Chance } from './chance.ts'
import { conflictException } from './conflict.ts'
import { type CarrierHouse, makeCarrierHouse } from './outside/carrier.ts'
import { makeGatewayHouse, type Webhook } from './outside/gateway.ts'
import { makePost } from './outside/post.ts'
import { makeUnlocked, withErased } from './personal.ts'
import { Conflict, Died, type Ports } from './ports.ts'

// A house is built once; its secrets are derived once, as that is slow.
const unlocked = makeUnlocked('a secret of the simulation')
const orderTokens = makeOrderTokens(aSecret('another secret of the simulation'))
const cartTokens = makeCartTokens(aSecret('another secret of the simulation'))
const quoteSeal = makeSealedText('quote', aSecret('a third secret of the simulation'))

/** What a world begins with. */
export interface Snapshot {
  readonly items: ReadonlyMap<Context, readonly Item[]>
  /** How many ids were given out. */
  readonly born: number
}

type Act = (...given: never[]) => Promise<unknown>

/** Put between an operation and its clients, such as clients who send all of it again. */
export type AroundRequest = (operation: string, act: Act) => Act

/** So often a client sends a request again that failed, and so many milliseconds later. */
const CLIENT_TRIES = 6
const CLIENT_WAIT = 30_000

type ContextDeps = CommitDeps & {
  readonly ids: Ids
  readonly wait: () => Promise<void>
  readonly table: Store
}

export type Ground = ReturnType<typeof makeGround>

export interface GroundDeps {
  readonly agenda: Agenda
  readonly ports: Ports
  readonly chance: Chance
  readonly config: StageConfig
  /** Put between a context and its table, such as a table that looks at no condition. */
  readonly aroundStore?: ((store: Store, context: Context) => Store) | undefined
  /** The same for the gateway. */
  readonly aroundGateway?: ((gateway: Gateway) => Gateway) | undefined
  readonly aroundRequest?: AroundRequest | undefined
  readonly from?: Snapshot | undefined
  /** Milliseconds between two looks at the orders that stand still; a minute, as it is deployed. */
  readonly sweepEvery?: number | undefined
  /** Where tables are elsewhere than in memory. */
  readonly openTable?: OpenTable | undefined
}

/** Opens a context's table, which breaks its calls at the ports by itself, and tells of the items that it wrote. */
export type OpenTable = (context: Context, ports: Ports, written: (items: readonly Item[]) => void) => Store

/** What a deployment gives every context: tables, the bus, calls, schedules, secrets, and the outside world. */
export function makeGround({
  agenda,
  ports,
  chance,
  config,
  from,
  sweepEvery = minutes(1),
  aroundStore = (store) => store,
  aroundGateway = (gateway) => gateway,
  aroundRequest = (_, act) => act,
  openTable,
}: GroundDeps) {
  const { clock } = agenda
  let weather: Weather = FAIR
  let born = from?.born ?? 0
  const ids: Ids = makeIds(() => (++born).toString(36).padStart(26, '0'))
  const erased = new Set<string>()
  const personal = withErased(unlocked, erased)
  const tables = new Map<Context, MemoryStore>()
  const functions = new Map<string, (payload: unknown) => Promise<unknown>>()
  const scheduled = new Map<string, () => Promise<void>>()
  const requests: string[] = []
  const faults: { readonly name: string; readonly error: unknown }[] = []

  const bus: Bus = makeBus({
    ...{ agenda, ports, chance, personal, redelivery: config.redelivery },
    weather: () => weather,
  })

  const receivers = new Map<Webhook['provider'], (webhook: Webhook) => Promise<boolean>>()
  const send = (webhook: Webhook) => {
    if (chance.happens(weather.dropped)) return webhook.missed?.()
    bringWebhook(webhook, 1, 0)
    if (chance.happens(weather.doubled)) bringWebhook(webhook, 1, 0)
  }
  function bringWebhook(webhook: Webhook, tries: number, after: number): void {
    const late = after + (chance.happens(weather.delayed) ? chance.below(Math.max(1, weather.delayedBy)) : 0)
    agenda.add({
      after: late,
      name: `${webhook.provider} webhook`,
      soon: true,
      run: async () => {
        const taken = await receivers
          .get(webhook.provider)?.(webhook)
          .catch(() => false)
        if (taken) return
        // Providers try for days; after the last try they leave it to us to ask.
        if (tries < WEBHOOK_TRIES) bringWebhook(webhook, tries + 1, 60_000 * 2 ** tries)
        else webhook.missed?.()
      },
    })
  }

  const gatewayHouse = makeGatewayHouse(clock, send)
  const carrierHouse: CarrierHouse = makeCarrierHouse(clock, send)
  const post = makePost()

  /** What a Lambda answers; its own end in the middle of it is told like any failure. */
  const run = async (name: string, payload: unknown): Promise<unknown> => {
    const found = functions.get(name)
    if (!found) throw new RangeError(`no context serves ${name}`)
    return found(payload)
  }

  const invoke: InvokeLambda = (name, payload) =>
    ports.call('lambda', name.replace(`cartwright-${config.stage}-`, ''), async () => {
      const answer = await run(name, JSON.parse(payload)).catch((error: unknown) => {
        throw new Fault(`${name} failed`, { cause: error })
      })
      return JSON.stringify(answer)
    })

  return {
    agenda,
    ports,
    chance,
    config,
    clock,
    ids,
    sweepEvery,
    personal,
    endOf: (subjectId: string) => endOf(subjectId, config.retention),
    keys: ports.through('keys', {
      async erase(subjectId: string): Promise<void> {
        erased.add(subjectId)
      },
    }),
    isErased: (subjectId: string): boolean => erased.has(subjectId),
    orderTokens,
    cartTokens,
    quoteSeal,
    siteUrl: 'https://shop.example',
    settings: readOrderSettings(orderSettingsOf(config)),
    bus,
    tables,
    functions,
    scheduled,
    /** Names of the operations that can be asked for. */
    requests,
    /** What scheduled functions threw, and what clients gave up on. */
    faults,
    outside: {
      gateway: gatewayHouse.house,
      watchGateway: gatewayHouse.watch,
      vault: gatewayHouse.vault,
      carrier: carrierHouse,
      post,
    },
    gateway: ports.through('gateway', aroundGateway(gatewayHouse.gateway)),
    vault: ports.through<Vault>('vault', gatewayHouse.vault),
    carrier: ports.through('carrier', carrierHouse.carrier),
    postman: ports.through('post', post.postman),
    run,

    /** All that is written by now, to begin another world with. */
    snapshot: (): Snapshot => ({
      items: new Map([...tables].map(([context, table]) => [context, table.all()])),
      born,
    }),

    setWeather(now: Partial<Weather>): void {
      weather = { ...FAIR, ...now }
    },

    /** A context's store, its outbox, and what else its use cases commit with; `table` tries nothing again. */
    commit(context: Context): ContextDeps {
      const memory = makeMemoryStore(from?.items.get(context))
      tables.set(context, memory)
      const wait = () => agenda.turn(`${context} waits a moment`)
      const given = { clock, ids, personal, wait }
      const table = ports.through('store', bus.streaming(context, aroundStore(memory, context)))
      const opened = openTable?.(context, ports, (items) => bus.written(context, items))
      if (opened) return { ...given, store: opened, table: opened }
      return { ...given, store: tryingAgain(table, context, wait), table }
    },

    /** A context's files, and what is done with them from outside, by forms and addresses. */
    files() {
      const house = makeMemoryObjects(clock)
      return { objects: ports.through<Objects>('objects', house), house }
    },

    listen: (consumer: Consumer): void => bus.add(consumer),

    /** Serves a call or a task as its Lambda does: its request and its answer are of its schema, and JSON. */
    serve<C extends Callable>(call: C, answer: (request: RequestOf<C>) => Promise<AnswerOf<C>>): void {
      const name = `${call.context}.${call.name}`
      functions.set(functionName(config.stage, call.context, call.name), (payload) =>
        ports.act(name, async () => {
          const request = call.request.parse(JSON.parse(JSON.stringify(payload))) as RequestOf<C>
          return JSON.parse(JSON.stringify(await answer(request))) as unknown
        }),
      )
    },

    ask: <C extends Callable>(call: C): Ask<C> => makeAsk(call, { stage: config.stage, invoke }),

    /** Runs now and then; what it throws is noted, and its next turn does it again. */
    schedule(name: string, milliseconds: number, work: () => Promise<unknown>): void {
      const tick = async () => {
        await ports.act(name, work).catch((error: unknown) => faults.push({ name, error }))
      }
      scheduled.set(name, tick)
      agenda.every(milliseconds, name, tick)
    },

    receive(provider: Webhook['provider'], take: (webhook: Webhook) => Promise<boolean>): void {
      receivers.set(provider, take)
    },

    /**
     * Operations as their clients use them: each request is an invocation by the operation's name, and one that
     * fails is sent again as it was.
     */
    operations<Acts extends Readonly<Record<string, Act>>>(context: Context, acts: Acts): Acts {
      const named = Object.entries(acts).map(([operation, act]) => {
        const name = `${context}.${operation}`
        requests.push(name)
        const request = async (...given: never[]) => {
          for (let tries = 1; ; tries += 1) {
            try {
              return await agenda.complete(name, () => ports.act(name, () => act(...given)))
            } catch (error) {
              faults.push({ name, error })
              if (tries === CLIENT_TRIES) throw error
              await agenda.waitFor(CLIENT_WAIT)
            }
          }
        }
        return [operation, aroundRequest(name, request)] as const
      })
      return Object.fromEntries(named) as Acts
    },
  }
}

const WEBHOOK_TRIES = 8

/** What the adapter of DynamoDB does about transactions that others are in the way of. */
const tryingAgain = (table: Store, context: Context, wait: () => Promise<void>): Store => ({
  get: table.get,
  query: table.query,
  commit: (writes) =>
    transact(
      context,
      () =>
        table.commit(writes).catch((error: unknown) => {
          throw error instanceof Conflict ? conflictException(writes.length) : error
        }),
      wait,
    ),
})

/** How Step Functions calls it that a Lambda came to no end of its own. */
export const lambdaErrorOf = (error: unknown): string =>
  error instanceof Died ? 'Lambda.Unknown' : error instanceof Error ? error.name : 'Error'
