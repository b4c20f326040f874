import type { Step } from './model.ts'
import { type Call, type Place, Places, type Program, type Progress } from './processes.ts'

/** A program that runs: for which task, with which arguments, and how far it has come. */
export interface Process {
  readonly task: string
  readonly program: string
  readonly args: object
  readonly place: number
  /** Where it was when it had done nothing but read. */
  readonly first: number
}

export interface Task {
  readonly program: string
  readonly args: object
  /** How often who did it has died. */
  readonly deaths: number
}

/** What every world has in which programs run. */
export interface Running {
  readonly processes: readonly Process[]
  /** What was asked for and is not done: it is tried until it ends, as queues and workflows do. */
  readonly tasks: Readonly<Record<string, Task>>
  /** How many faults may still come. */
  readonly faults: number
  /** What a program threw that is no `Fault`: a mistake in it. Empty where there was none. */
  readonly error: string
}

export interface Performed<World> {
  readonly world: World
  readonly answer: unknown
}

/** What is outside of the programs does what one of them asks, at once. */
export type Port<World> = (world: World, call: Call) => Promise<Performed<World>>

export interface Runnings<World extends Running> {
  readonly programs: Readonly<Record<string, Program>>
  readonly ports: Readonly<Record<string, Port<World>>>
  /** How many programs run at the same time. */
  readonly together: number
  /** What follows from the end of a program. */
  readonly ended?: (world: World, process: Process, value: unknown) => World
}

export type Runner<World extends Running> = ReturnType<typeof makeRunner<World>>

/** Calls that change nothing. */
const READS: ReadonlySet<string> = new Set([
  ...['get', 'query', 'retrieve', 'find', 'refundsOf', 'disputesOf', 'nextAction', 'isRunning'],
])

/**
 * Runs programs step by step. A step is what a program does, and what it reads after it; then anything else may happen
 * before it does the next thing, so that it acts on what is fresh as well as on what is long out of date.
 */
export function makeRunner<World extends Running>({ programs, ports, together, ended }: Runnings<World>) {
  const places = new Places(programs)

  async function perform(world: World, calls: readonly Call[]) {
    let after = world
    const answers: unknown[] = []
    for (const call of calls) {
      const port = ports[call.port]
      if (!port) throw new RangeError(`there is no port ${call.port}`)
      const done = await port(after, call)
      after = done.world
      answers.push(done.answer)
    }
    return { after, answers }
  }

  /** Leads a program on over all that it only reads, to what it does next, or to its end. */
  async function readOn(world: World, from: Place): Promise<{ place: Place; progress: Progress }> {
    let place = from
    for (;;) {
      const progress = await place.progress
      if (progress.type !== 'asks' || !progress.calls.every(({ method }) => READS.has(method)))
        return { place, progress }
      place = place.with((await perform(world, progress.calls)).answers)
    }
  }

  const without = (world: World, process: Process): World => ({
    ...world,
    processes: world.processes.filter((one) => one !== process),
  })

  const died = (world: World, process: Process): World => {
    const task = world.tasks[process.task]
    const tasks = task
      ? { ...world.tasks, [process.task]: { ...task, deaths: task.deaths + 1 } }
      : world.tasks
    return { ...without(world, process), faults: world.faults - 1, tasks }
  }

  function finish(world: World, process: Process, end: Exclude<Progress, { type: 'asks' }>): World {
    if (end.type === 'failed')
      return end.isFault ? world : { ...world, error: `${process.program} threw: ${end.message}` }
    const { [process.task]: _, ...tasks } = world.tasks
    const done = { ...world, tasks }
    return ended ? ended(done, process, end.value) : done
  }

  async function begin(world: World, task: string, { program, args, deaths }: Task): Promise<World> {
    const by = `${task
      .toLowerCase()
      .replaceAll(/[^0-9a-z]/g, '')
      .slice(-20)}${deaths}`
    const { place, progress } = await readOn(world, places.start(program, { ...args, by }))
    const process: Process = { task, program, args, place: place.number, first: place.number }
    return progress.type === 'asks'
      ? { ...world, processes: sorted([...world.processes, process]) }
      : finish(world, process, progress)
  }

  const isFull = ({ processes }: World): boolean => processes.length >= together

  async function stepsOf(world: World, process: Process): Promise<Step<World>[]> {
    const { task, program } = process
    const place = places.at(process.place)
    const progress = await place.progress
    if (progress.type !== 'asks') throw new Error(`${task} has ended, and is still there`)
    const { after, answers } = await perform(world, progress.calls)
    const { place: next, progress: then } = await readOn(after, place.with(answers))
    const called = progress.calls.map(({ port, method }) => `${port}.${method}`).join(', ')
    const on: World =
      then.type === 'asks'
        ? {
            ...after,
            processes: sorted([...without(after, process).processes, { ...process, place: next.number }]),
          }
        : finish(without(after, process), process, then)
    const end =
      then.type === 'asks' ? '' : then.type === 'ended' ? ', and ends' : `, and fails: ${then.message}`
    const steps: Step<World>[] = [
      { kind: 'progress', command: program, detail: `${task} calls ${called}${end}`, world: on },
    ]
    if (world.faults === 0) return steps
    const hasEffect = after !== world
    if (hasEffect)
      steps.push({
        kind: 'fault',
        command: program,
        detail: `${task} calls ${called}, which has its effect, and dies before the answer`,
        world: died(after, process),
      })
    if (process.place !== process.first)
      steps.push({
        kind: 'fault',
        command: program,
        detail: `${task} dies before it calls ${called}`,
        world: died(world, process),
      })
    return steps
  }

  return {
    isFull,

    /** Something is to be done, and is begun; or nothing, where it is to be done already. */
    async ask(world: World, task: string, program: string, args: object): Promise<World | undefined> {
      if (task in world.tasks || isFull(world)) return undefined
      const about = { program, args, deaths: 0 }
      return begin({ ...world, tasks: byName({ ...world.tasks, [task]: about }) }, task, about)
    },

    /** What all programs may do next, and what was asked for and is begun anew. */
    async steps(world: World): Promise<Step<World>[]> {
      const running = new Set(world.processes.map(({ task }) => task))
      const waiting = isFull(world) ? [] : Object.entries(world.tasks).filter(([task]) => !running.has(task))
      const begun = waiting.map(
        async ([task, about]): Promise<Step<World>[]> => [
          {
            ...{ kind: 'progress', command: about.program, detail: `${task} begins anew` },
            world: await begin(world, task, about),
          },
        ],
      )
      const all = [...world.processes.map((process) => stepsOf(world, process)), ...begun]
      return (await Promise.all(all)).flat()
    },
  }
}

/** How a program ends that is led through at once, as where nobody can see how far it is. */
export async function throughAll<World extends Running>(
  runner: { readonly steps: (world: World) => Promise<readonly Step<World>[]> },
  from: World,
  task: string,
): Promise<World> {
  let world = from
  while (world.processes.some((process) => process.task === task)) {
    const steps = await runner.steps({
      ...world,
      processes: world.processes.filter((one) => one.task === task),
    })
    const [on] = steps
    if (!on) throw new Error(`${task} does not go on`)
    const others = world.processes.filter((one) => one.task !== task)
    world = { ...on.world, processes: sorted([...others, ...on.world.processes]) }
  }
  return world
}

const byName = <Value>(record: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))

const sorted = (processes: readonly Process[]): Process[] =>
  processes.toSorted((a, b) => (a.task < b.task ? -1 : a.task > b.task ? 1 : a.place - b.place))

/** A port that changes one part of a world; the same call on the same part is worked out once. */
export function portOn<World, Part extends object>(
  part: (world: World) => Part,
  perform: (part: Part, call: Call) => Promise<{ part: Part; answer: unknown; told?: readonly unknown[] }>,
  after: (world: World, part: Part, told: readonly unknown[]) => World,
): Port<World> {
  const known = new WeakMap<Part, Map<string, ReturnType<typeof perform>>>()
  return async (world, call) => {
    const before = part(world)
    const ofPart = known.get(before) ?? new Map<string, ReturnType<typeof perform>>()
    known.set(before, ofPart)
    const text = `${call.method} ${JSON.stringify(call.args)}`
    const performed = ofPart.get(text) ?? perform(before, call)
    ofPart.set(text, performed)
    const { part: next, answer, told = [] } = await performed
    return { world: next === before && told.length === 0 ? world : after(world, next, told), answer }
  }
}
