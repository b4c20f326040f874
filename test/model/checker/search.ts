import type { Model } from './model.ts'
import { withoutTime } from './processes.ts'

export interface Found {
  readonly why: readonly string[]
  /** What was done from the beginning, one command after the other: there is no shorter way. */
  readonly trace: readonly string[]
}

export interface Explored {
  readonly name: string
  readonly states: number
  readonly edges: number
  readonly seconds: number
  /** Each status with each command that was seen in it. */
  readonly pairs: readonly string[]
  /** The first world in which something is wrong, if there is one. */
  readonly violation: Found | undefined
  /** The first world from which, without any more faults, nothing leads to an end or to a person. */
  readonly stuck: Found | undefined
  /** All of it was seen: the limit did not end it. */
  readonly isComplete: boolean
}

export interface Limits {
  /** It ends when it has seen so many worlds. */
  readonly states?: number
}

/** Sees every world that can be reached, the nearest first; ends at the first in which something is wrong. */
export async function explore<World extends object>(
  model: Model<World>,
  { states: limit = Number.POSITIVE_INFINITY }: Limits = {},
): Promise<Explored> {
  const started = performance.now()
  const search = new Search(model)
  let violation: Found | undefined
  let next = 0
  await withoutTime(async () => {
    for (; next < search.size && search.size < limit && !violation; next += 1)
      violation = await search.expand(next)
  })
  const isComplete = next === search.size
  return {
    name: model.name,
    states: search.size,
    edges: search.edges,
    pairs: [...search.pairs].toSorted(),
    violation,
    stuck: violation || !isComplete ? undefined : search.firstStuck(),
    isComplete,
    seconds: (performance.now() - started) / 1_000,
  }
}

/** The nearest world that is as wanted, of all that can be reached. */
export async function nearest<World extends object>(
  model: Model<World>,
  isWanted: (world: World) => boolean,
): Promise<World> {
  const search = new Search(model)
  return await withoutTime(async () => {
    for (let next = 0; next < search.size; next += 1) {
      const world = search.world(next)
      if (isWanted(world)) return world
      await search.expand(next)
    }
    throw new RangeError(`${model.name} never comes to what is wanted`)
  })
}

class Search<World extends object> {
  readonly pairs = new Set<string>()
  edges = 0
  private readonly model: Model<World>
  private readonly parts: Parts<World>
  /** A world's number, by what it is made of. */
  private readonly numbers = new Map<string, number>()
  private readonly keys: string[] = []
  private readonly parents: number[] = []
  private readonly labels: string[] = []
  private readonly settled: number[] = []
  /** Steps that need no fault and no whim, from one number to another. */
  private readonly ways: [from: number[], to: number[]] = [[], []]

  constructor(model: Model<World>) {
    this.model = model
    this.parts = new Parts(model.initial)
    this.add(this.parts.keyOf(model.initial), model.initial, -1, '')
  }

  get size(): number {
    return this.keys.length
  }

  world(number: number): World {
    return this.parts.worldOf(this.keys[number] ?? '')
  }

  /** Takes every step from a world; answers the first that leads to something wrong. */
  async expand(number: number): Promise<Found | undefined> {
    const world = this.world(number)
    const status = this.model.status(world)
    for (const step of await this.model.steps(world)) {
      this.edges += 1
      this.pairs.add(`${status} x ${step.command}`)
      const key = this.parts.keyOf(step.world)
      let to = this.numbers.get(key)
      if (to === undefined) {
        to = this.add(key, step.world, number, step.detail ? `${step.command}: ${step.detail}` : step.command)
        const why = await this.model.violations(this.parts.worldOf(key))
        if (why.length > 0) return { why, trace: this.traceTo(to) }
      }
      if (step.kind === 'progress') {
        this.ways[0].push(number)
        this.ways[1].push(to)
      }
    }
    return undefined
  }

  /** Goes back from all ends: who is not met on the way can never come to one. */
  firstStuck(): Found | undefined {
    const [from, to] = this.ways
    const heads = new Int32Array(this.size).fill(-1)
    const links = new Int32Array(to.length)
    to.forEach((target, way) => {
      links[way] = heads[target] ?? -1
      heads[target] = way
    })
    const isSafe = new Uint8Array(this.size)
    const open = [...this.settled]
    for (const number of open) isSafe[number] = 1
    for (let number = open.pop(); number !== undefined; number = open.pop())
      for (let way = heads[number] ?? -1; way >= 0; way = links[way] ?? -1) {
        const before = from[way] ?? 0
        if (isSafe[before] === 1) continue
        isSafe[before] = 1
        open.push(before)
      }
    const stuck = isSafe.indexOf(0)
    if (stuck < 0) return undefined
    const world = this.world(stuck)
    return { why: [`nothing leads on from ${JSON.stringify(world)}`], trace: this.traceTo(stuck) }
  }

  private add(key: string, world: World, parent: number, label: string): number {
    const number = this.keys.push(key) - 1
    this.numbers.set(key, number)
    this.parents.push(parent)
    this.labels.push(label)
    if (this.model.isSettled(world)) this.settled.push(number)
    return number
  }

  private traceTo(number: number): string[] {
    const labels: string[] = []
    for (let at = number; at > 0; at = this.parents[at] ?? 0) labels.unshift(this.labels[at] ?? '')
    return labels
  }
}

/** Worlds share their parts: each different part is kept once, and a world is the list of its parts' numbers. */
class Parts<World extends object> {
  private readonly names: (keyof World)[]
  private readonly numbers = new Map<string, number>()
  private readonly values: unknown[] = []
  /** Parts that were met before, by identity: most parts of a world are those of the world before it. */
  private readonly known = new WeakMap<object, number>()

  constructor(example: World) {
    this.names = Object.keys(example).toSorted() as (keyof World)[]
  }

  keyOf(world: World): string {
    return this.names.map((name) => this.numberOf(world[name])).join(' ')
  }

  worldOf(key: string): World {
    const values = key.split(' ').map((number) => this.values[Number(number)])
    return Object.fromEntries(this.names.map((name, index) => [name, values[index]])) as World
  }

  private numberOf(value: unknown): number {
    const isObject = typeof value === 'object' && value !== null
    const met = isObject ? this.known.get(value) : undefined
    if (met !== undefined) return met
    const text = JSON.stringify(value) ?? 'undefined'
    const number = this.numbers.get(text) ?? this.values.push(value) - 1
    this.numbers.set(text, number)
    if (isObject) this.known.set(value, number)
    return number
  }
}
