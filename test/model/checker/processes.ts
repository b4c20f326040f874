import { mock } from 'node:test'
import { Fault } from '#shared/outcomes.ts'

/** What a running program asks of something outside of it: a table, a gateway, another service. */
export interface Call {
  readonly port: string
  readonly method: string
  readonly args: readonly unknown[]
}

/** Where a program has come to: it waits for answers, has ended, or has failed. */
export type Progress =
  | { readonly type: 'asks'; readonly calls: readonly Call[] }
  | { readonly type: 'ended'; readonly value: unknown }
  /** A `Fault` is what may be tried again; anything else that is thrown is a mistake. */
  | { readonly type: 'failed'; readonly message: string; readonly isFault: boolean }

/** How a program asks: what it gets is whatever the other side answers, as JSON. */
export type Ask = <Answer>(port: string, method: string, ...args: unknown[]) => Promise<Answer>

/** The real code, with ports in place of all that is outside. What it does follows from its arguments and answers alone. */
export type Program = (ask: Ask, args: never) => Promise<unknown>

/** How far a program has come: what it was started with, and each answer since. */
export class Place {
  readonly number: number
  private readonly after = new Map<string, Place>()
  private readonly replies: readonly string[]
  private readonly run: (ask: Ask) => Promise<unknown>
  private readonly all: Place[]
  private reached: Promise<Progress> | undefined

  constructor(run: (ask: Ask) => Promise<unknown>, replies: readonly string[], all: Place[]) {
    this.run = run
    this.replies = replies
    this.all = all
    this.number = all.push(this) - 1
  }

  /** What comes next. It is found once, by running the program from its start with all answers so far. */
  get progress(): Promise<Progress> {
    this.reached ??= replay(this.run, this.replies)
    return this.reached
  }

  /** Where it is after the next answers, one for each call that was made at once. */
  with(answers: readonly unknown[]): Place {
    const text = JSON.stringify(answers.map((answer) => (answer === undefined ? [] : [answer])))
    const known = this.after.get(text) ?? new Place(this.run, [...this.replies, text], this.all)
    this.after.set(text, known)
    return known
  }
}

/** All places that programs have come to, by number: a world names a process's place by it. */
export class Places {
  private readonly all: Place[] = []
  private readonly starts = new Map<string, Place>()
  private readonly programs: Readonly<Record<string, Program>>

  constructor(programs: Readonly<Record<string, Program>>) {
    this.programs = programs
  }

  start(name: string, args: object): Place {
    const program = this.programs[name]
    if (!program) throw new RangeError(`there is no program ${name}`)
    const text = JSON.stringify(args)
    const key = `${name} ${text}`
    const known =
      this.starts.get(key) ?? new Place((ask) => program(ask, JSON.parse(text) as never), [], this.all)
    this.starts.set(key, known)
    return known
  }

  at(number: number): Place {
    const place = this.all[number]
    if (!place) throw new RangeError(`there is no place ${number}`)
    return place
  }
}

/** While `work` goes on, no time passes for programs: who waits a moment goes on at once. */
export async function withoutTime<Value>(work: () => Promise<Value>): Promise<Value> {
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    return await work()
  } finally {
    mock.timers.reset()
  }
}

interface Pending {
  readonly call: Call
  readonly answer: (text: string) => void
}

/** How often the program is given time to make its next call before it counts as hanging. */
const PATIENCE = 200

async function replay(run: (ask: Ask) => Promise<unknown>, replies: readonly string[]): Promise<Progress> {
  let pending: Pending[] = []
  let end: Progress | undefined
  const ask: Ask = (port, method, ...args) =>
    new Promise((resolve) => {
      pending.push({ call: { port, method, args }, answer: (text) => resolve(JSON.parse(text)[0]) })
    })
  run(ask).then(
    (value) => {
      end = { type: 'ended', value }
    },
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      end = { type: 'failed', message, isFault: error instanceof Fault }
    },
  )
  for (let turn = 0; ; turn += 1) {
    for (let waited = 0; !end && pending.length === 0; waited += 1) {
      mock.timers.runAll()
      if (waited > PATIENCE) throw new Error('a program neither asks anything nor ends')
      await new Promise((resolve) => setImmediate(resolve))
    }
    if (end) return end
    // What is asked at once is asked by the end of this turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve))
    const text = replies[turn]
    if (text === undefined) return end ?? { type: 'asks', calls: pending.map(({ call }) => call) }
    const answers: unknown[] = JSON.parse(text)
    const asked = pending
    pending = []
    for (const [index, one] of asked.entries()) one.answer(JSON.stringify(answers[index] ?? []))
  }
}
