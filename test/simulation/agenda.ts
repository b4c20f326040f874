import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '#shared/clock.ts'
import type { Chance } from './chance.ts'

/** Something that happens at a time of the world. */
interface Entry {
  readonly at: number
  readonly order: number
  readonly name: string
  /** It follows from what has happened, as a message does; the world is at rest when none such is left. */
  readonly soon: boolean
  readonly run: () => Promise<void>
  state: 'waits' | 'called off' | 'done'
}

export interface Appointment {
  /** Milliseconds from now. */
  readonly after: number
  readonly name: string
  readonly soon: boolean
  readonly run: () => Promise<void>
}

export interface AgendaOptions {
  readonly start: Date
  readonly chance: Chance
  /**
   * `in_turn`: the oldest first, each to its end. `by_chance`: of what is due, any. `interleaved`: any, and what
   * has begun goes on only when it is picked again, at each call that it makes.
   */
  readonly order: 'in_turn' | 'by_chance' | 'interleaved'
  /** The most that are under way at a time, where they are interleaved. */
  readonly sideBySide?: number
}

/** Whether code runs in a step of an agenda, and so goes on with it. */
const inStep = new AsyncLocalStorage<true>()

/** So many steps without coming to rest are taken for a circle. */
const ENDLESS = 5_000_000

export type Agenda = ReturnType<typeof makeAgenda>

/**
 * The time of a world, and what is to happen in it. Nothing here waits for real time: where nothing is due, the
 * clock is put forward to what comes next. The same seed picks the same order again.
 */
export function makeAgenda({ start, chance, order, sideBySide = 16 }: AgendaOptions) {
  let time = start.getTime()
  let count = 0
  let steps = 0
  let soon = 0
  let underWay = 0
  /** Of what is under way: what goes on at a later time only. */
  let asleep = 0
  const later = new Heap()
  const due: Entry[] = []
  /** Of what is interleaved: the turns that calls wait for. */
  const turns: Entry[] = []
  const recent: string[] = []
  let listener: ((name: string) => void) | undefined

  function add(
    { after, name, soon: isSoon, run }: Appointment,
    to: 'agenda' | 'turns' = 'agenda',
  ): () => void {
    const entry: Entry = { at: time + after, order: count, name, soon: isSoon, run, state: 'waits' }
    count += 1
    if (isSoon) soon += 1
    if (to === 'turns' && after <= 0) turns.push(entry)
    else if (after <= 0) due.push(entry)
    else later.push(entry)
    return () => {
      if (entry.state !== 'waits') return
      entry.state = 'called off'
      if (entry.soon) soon -= 1
    }
  }

  /** The next that happens until then, off the agenda; undefined where nothing is left. */
  function take(until: number): Entry | undefined {
    for (;;) {
      for (let next = later.first(); next && next.at <= time; next = later.first()) due.push(later.pop())
      const entry = order === 'in_turn' ? due.shift() : pickAny()
      if (entry?.state === 'called off') continue
      if (entry) return entry
      const next = later.first()
      if (!next || next.at > until || underWay > asleep) return undefined
      time = next.at
    }
  }

  function pickAny(): Entry | undefined {
    const mayBegin = order !== 'interleaved' || underWay < sideBySide ? due.length : 0
    const place = chance.below(mayBegin + turns.length || 1)
    const from = place < mayBegin ? due : turns
    const index = place < mayBegin ? place : place - mayBegin
    const last = from.pop()
    if (last === undefined || index >= from.length) return last
    const picked = from[index]
    from[index] = last
    return picked
  }

  async function step(until: number): Promise<boolean> {
    const entry = take(until)
    if (!entry) return false
    entry.state = 'done'
    if (entry.soon) soon -= 1
    steps += 1
    recent[steps % 20] = entry.name
    listener?.(entry.name)
    if (order !== 'interleaved') await entry.run()
    else {
      underWay += 1
      let fault: unknown
      inStep
        .run(true, entry.run)
        .catch((error: unknown) => {
          fault = error
        })
        .finally(() => {
          underWay -= 1
        })
      await everythingElse()
      if (fault) throw fault
    }
    return true
  }

  const isAtRest = () => soon === 0 && underWay === 0

  async function runUntil(until: number, isDone: () => boolean): Promise<void> {
    const begun = steps
    while (!isDone()) {
      if (steps - begun > ENDLESS) throw new Error(`the world does not come to rest: ${recent.join(', ')}`)
      if (!(await step(until))) {
        if (underWay > asleep)
          throw new Error(`something waits for what is not of this world: ${recent.join(', ')}`)
        break
      }
    }
  }

  const agenda = {
    clock: { now: () => new Date(time) } satisfies Clock,
    isInterleaved: order === 'interleaved',
    get steps() {
      return steps
    },
    add,

    /** Happens again and again; the world may be at rest in between. */
    every(milliseconds: number, name: string, run: () => Promise<void>): void {
      const again = () =>
        add({
          after: milliseconds,
          name,
          soon: false,
          run: async () => {
            again()
            await run()
          },
        })
      again()
    },

    /**
     * Where things are interleaved, lets others go first, maybe; `after` milliseconds of the world's time. Who looks
     * on from outside of any step waits for nobody.
     */
    async turn(name: string, after = 0): Promise<void> {
      if (order !== 'interleaved' || !inStep.getStore()) return
      if (after > 0) asleep += 1
      await new Promise<void>((resolve) => {
        add({ after, name, soon: true, run: async () => resolve() }, 'turns')
      })
      if (after > 0) asleep -= 1
    },

    /** Runs what follows from what has happened, and whatever else is due by then. */
    settle: () => runUntil(Number.POSITIVE_INFINITY, isAtRest),

    /** Lets so many milliseconds pass, with all that happens in them. */
    async pass(milliseconds: number): Promise<void> {
      const until = time + milliseconds
      await runUntil(until, () => false)
      time = Math.max(time, until)
    },

    /** The same for whoever acts in the world: where they do so in a step of it, the others go on meanwhile. */
    waitFor: (milliseconds: number): Promise<void> =>
      inStep.getStore() ? agenda.turn('somebody waits', milliseconds) : agenda.pass(milliseconds),

    /** Does this as one of the things that happen, and comes back when it is done. */
    async complete<T>(name: string, run: () => Promise<T>): Promise<T> {
      if (order !== 'interleaved' || inStep.getStore()) return run()
      let result: { readonly value: T } | { readonly error: unknown } | undefined
      add({
        after: 0,
        name,
        soon: true,
        run: async () => {
          result = await run().then(
            (value) => ({ value }),
            (error: unknown) => ({ error }),
          )
        },
      })
      await runUntil(Number.POSITIVE_INFINITY, () => result !== undefined)
      if (!result) throw new Error(`${name} did not come to its end`)
      if ('error' in result) throw result.error
      return result.value
    },

    /** Begins all of these at the same moment, and comes back when the last is done. */
    async together<T>(name: string, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
      const results = acts.map(() => Promise.withResolvers<T>())
      let done = 0
      for (const [place, act] of acts.entries())
        add({
          after: 0,
          name,
          soon: true,
          run: async () => {
            await act().then(results[place]?.resolve, results[place]?.reject)
            done += 1
          },
        })
      const all = Promise.all(results.map(({ promise }) => promise))
      all.catch(() => undefined)
      await runUntil(Number.POSITIVE_INFINITY, () => done === acts.length)
      return all
    },

    /** Hears the name of each thing as it happens. */
    listen(heard: (name: string) => void): void {
      listener = heard
    },
  }
  return agenda
}

/** Comes back when all that can go on has gone on. */
const everythingElse = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** What comes later, the earliest first; of the same time, as they were put in. */
class Heap {
  readonly #entries: Entry[] = []

  first(): Entry | undefined {
    return this.#entries[0]
  }

  push(entry: Entry): void {
    this.#entries.push(entry)
    let at = this.#entries.length - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(at, parent)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  pop(): Entry {
    const [top] = this.#entries
    const last = this.#entries.pop()
    if (!top || !last) throw new RangeError('nothing is left')
    if (this.#entries.length === 0) return top
    this.#entries[0] = last
    this.#sink()
    return top
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (left < this.#entries.length && this.#isBefore(left, least)) least = left
      if (right < this.#entries.length && this.#isBefore(right, least)) least = right
      if (least === at) return
      this.#swap(at, least)
      at = least
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#entries[a], this.#entries[b]]
    if (!one || !other) return false
    return one.at === other.at ? one.order < other.order : one.at < other.at
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#entries[a], this.#entries[b]]
    if (!one || !other) return
    this.#entries[a] = other
    this.#entries[b] = one
  }
}
