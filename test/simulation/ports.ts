import { AsyncLocalStorage } from 'node:async_hooks'
import { Fault } from '#shared/outcomes.ts'
import type { Agenda } from './agenda.ts'

/** The ways in which any call to the outside breaks. */
export const BREAKS = [
  /** Whoever calls dies before the call is made. */
  'dies_before',
  /** The call has its effect, and its reply is lost. */
  'reply_lost',
  /** The call has its effect twice, and the second reply comes. */
  'effect_twice',
  /** The call is throttled, and throttled again when it is tried anew. */
  'throttled_twice',
  /** The call fails. */
  'fails',
  /** The call takes longer than its caller may: it has its effect when its caller was ended long ago. */
  'too_slow',
] as const

/** The way in which a transaction breaks besides: another is under way on one of its items, and it is cancelled. */
const CONFLICT = 'conflicts'
export type Break = (typeof BREAKS)[number] | typeof CONFLICT

/** Whether a call of this name is a transaction, as every commit is, of one write too. */
export const isTransaction = (call: string): boolean => call.includes(' > store.commit #')

/** The ways in which the call of this name can break. */
export const breaksOf = (call: string): readonly Break[] =>
  isTransaction(call) ? [...BREAKS, CONFLICT] : BREAKS

/** How often a break happens to the call of its name. */
export const timesOf = (kind: Break): number => (kind === 'throttled_twice' ? 2 : 1)

/** So much later the effect of a call comes that was too slow: after whoever made it was tried again. */
const MUCH_LATER = 45_000

/** The end of a function in the middle of its work. */
export class Died extends Error {
  override readonly name = 'Died'
}

/** What runs: one invocation of a Lambda, or a step of the state machine itself. */
interface Activity {
  readonly name: string
  readonly calls: Map<string, number>
  readonly die: (reason: Died) => void
}

export interface Ports {
  /** Runs an invocation, whose calls to the outside bear its name; dying ends it where it is. */
  act<T>(name: string, run: () => Promise<T>): Promise<T>
  /** From now on, no invocation of such a name begins: it fails. */
  shut(isShut: (activity: string) => boolean): void
  /** One call to the outside: it has its turn, is counted, and maybe broken. */
  call<T>(port: string, method: string, effect: () => Promise<T>): Promise<T>
  /** The same object, with all its methods called so. */
  through<P extends object>(port: string, target: P): P
  /**
   * Hears the name of each call before it is made, such as `orders.place-order > store.commit #1`, and may break it.
   * `invocation` is the same for all calls of one; whoever calls from outside has none.
   */
  watch(call: Watch): void
}

export type Watch = (name: string, invocation: object | undefined) => Break | undefined

const running = new AsyncLocalStorage<{ readonly activity: Activity; readonly agenda: Agenda }>()

const doubled = new AsyncLocalStorage<true>()

/** Whether this is the second effect of one and the same call: the network's doing, not the caller's. */
export const isDoubled = (): boolean => doubled.getStore() === true

export function makePorts(agenda: Agenda): Ports {
  let watch: Watch | undefined
  let isShut: (activity: string) => boolean = () => false

  async function call<T>(port: string, method: string, effect: () => Promise<T>): Promise<T> {
    const activity = running.getStore()?.activity
    const name = watch || agenda.isInterleaved ? nameOf(activity, `${port}.${method}`) : ''
    await agenda.turn(name)
    const broken = watch?.(name, activity)
    return broken ? breakIt(broken, { agenda, activity, name, effect }) : effect()
  }

  return {
    act: async (name, run) => {
      if (isShut(name)) throw new Fault(`${name} is down`)
      const { promise: death, reject: die } = Promise.withResolvers<never>()
      // Whoever ends well leaves a death behind that nobody waits for.
      death.catch(() => undefined)
      const activity: Activity = { name, calls: new Map(), die }
      return running.run({ activity, agenda }, () => Promise.race([run(), death]))
    },
    shut: (now) => {
      isShut = now
    },
    call,
    through: (port, target) =>
      new Proxy(target, {
        get(from, method, receiver) {
          const found: unknown = Reflect.get(from, method, receiver)
          return typeof found === 'function'
            ? (...given: unknown[]) => call(port, String(method), async () => found.apply(from, given))
            : found
        },
      }),
    watch: (heard) => {
      watch = heard
    },
  }
}

function nameOf(activity: Activity | undefined, called: string): string {
  if (!activity) return `outside > ${called}`
  const nth = (activity.calls.get(called) ?? 0) + 1
  activity.calls.set(called, nth)
  return `${activity.name} > ${called} #${nth}`
}

interface Broken<T> {
  readonly agenda: Agenda
  readonly activity: Activity | undefined
  readonly name: string
  readonly effect: () => Promise<T>
}

async function breakIt<T>(kind: Break, { agenda, activity, name, effect }: Broken<T>): Promise<T> {
  switch (kind) {
    case 'dies_before':
      return dies(activity, `died before ${name}`)
    case 'reply_lost':
      await effect()
      throw new Fault(`the reply to ${name} was lost`)
    case 'effect_twice':
      await effect()
      return doubled.run(true, effect)
    case 'throttled_twice':
      throw new Throttled(`${name} was throttled`)
    case 'fails':
      throw new Fault(`${name} failed`)
    case 'conflicts':
      throw new Conflict(`${name} met another transaction`)
    case 'too_slow':
      agenda.add({
        after: MUCH_LATER,
        name: `at last: ${name}`,
        soon: true,
        // Whether it is done or refused by then, nobody hears of it any more.
        run: () =>
          effect().then(
            () => undefined,
            () => undefined,
          ),
      })
      return dies(activity, `ended while it waited for ${name}`)
  }
}

/** The code that called goes on nowhere: it neither returns nor throws. */
function dies(activity: Activity | undefined, reason: string): Promise<never> {
  if (!activity) throw new Died(reason)
  activity.die(new Died(reason))
  return new Promise(() => undefined)
}

/** Another transaction is under way on an item of a commit; whoever makes the call says it as DynamoDB does there. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}

/** As Lambda calls it where it has no worker left. */
export class Throttled extends Error {
  override readonly name = 'TooManyRequestsException'
}

const realTimeout = globalThis.setTimeout

/**
 * From here on, code that runs in a world and waits for a while waits by the world's clock: between two tries of
 * a commit nothing passes but a turn.
 */
export function takeOverTimers(): void {
  const timeout = (run: (...given: unknown[]) => void, milliseconds?: number, ...given: unknown[]) => {
    const world = running.getStore()
    if (!world) return realTimeout(run, milliseconds, ...given)
    void world.agenda.turn('a short wait').then(() => run(...given))
    return undefined
  }
  globalThis.setTimeout = Object.assign(timeout, {
    __promisify__: realTimeout.__promisify__,
  }) as typeof setTimeout
}
