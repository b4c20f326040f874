import { z } from 'zod'

/** Orders a second, and milliseconds that half, 95 and 99 of 100 orders took at most. */
const speed = z.strictObject({ perSecond: z.number(), p50: z.number(), p95: z.number(), p99: z.number() })

export const benchFigures = z.strictObject({
  clients: z.array(
    z.strictObject({
      n: z.int(),
      /** From asking for a quote to the order's 201. */
      accepted: speed,
      /** The same from a cart that is filled already; figures that were kept before have none. */
      fromCart: z.optional(speed),
      /** From sending the order to its confirmation, and to its completion. */
      confirmed: speed,
      completed: speed,
      /** CPU of our functions per completed order; null where the system does not tell. */
      cpuMsPerOrder: z.number().nullable(),
    }),
  ),
  race: z.strictObject({
    stock: z.int(),
    buyers: z.int(),
    sold: z.int(),
    /** Rejected as out of stock. */
    refused: z.int(),
    /** Anything else: an answer that is no 201, an order that ends otherwise. */
    errors: z.int(),
    /** Requests that the server failed, and that were sent once more with their key; older figures have none. */
    sentAgain: z._default(z.int(), 0),
    /** Of all these orders at the gateway: as many as were sold, and none of a refused one. */
    liveAuthorizations: z.int(),
  }),
})
export type BenchFigures = z.infer<typeof benchFigures>

export const browseFigures = z.strictObject({
  clients: z.int(),
  requests: z.int(),
  products: z.int(),
  rounds: z.array(
    z.strictObject({
      name: z.string(),
      ...speed.shape,
      /** CPU of our functions; null where the system does not tell. */
      cpuMsPerRequest: z.number().nullable(),
    }),
  ),
})
export type BrowseFigures = z.infer<typeof browseFigures>

export const cartFigures = z.strictObject({
  adds: z.int(),
  /** By how many lines were in the cart. */
  carts: z.array(z.strictObject({ lines: z.int(), ...speed.shape })),
  /** What adding to the fullest cart takes, as a multiple of adding to the emptiest: half of the adds. */
  ratio: z.number(),
})
export type CartFigures = z.infer<typeof cartFigures>

export const searchFigures = z.strictObject({
  seed: z.int(),
  titles: z.int(),
  /** Percent of queries for a known item. */
  found: z.array(z.strictObject({ name: z.string(), first: z.number(), firstTen: z.number() })),
  /** Of whole searches, with facets and the cards of 20 items; `loadMs`: to open the kept
   * index in a new process; `firstListMs`: to list its first page then, for which each product is read once. */
  speed: z.array(
    z.strictObject({
      products: z.int(),
      p50: z.number(),
      p99: z.number(),
      keptMB: z.number(),
      loadMs: z.number(),
      firstListMs: z.number(),
    }),
  ),
})
export type SearchFigures = z.infer<typeof searchFigures>

export const bundleFigures = z.strictObject({
  functions: z.array(
    z.strictObject({ name: z.string(), kB: z.number(), gzipKB: z.number(), loadMs: z.number() }),
  ),
})
export type BundleFigures = z.infer<typeof bundleFigures>

export const costFigures = z.strictObject({
  perOrder: z.strictObject({
    /** US dollars. */
    total: z.number(),
    withoutMail: z.number(),
    items: z.array(z.strictObject({ name: z.string(), quantity: z.number(), usd: z.number() })),
  }),
  transitions: z.int(),
  /** HTTP requests to the API, whoever sent them. */
  requests: z.int(),
})
export type CostFigures = z.infer<typeof costFigures>

const mutants = {
  mutants: z.int(),
  /** Those in `timedOut` too, whose tests did not end. */
  killed: z.int(),
  timedOut: z.int(),
  survived: z.int(),
  /** No test runs the code. */
  uncovered: z.int(),
  percent: z.number(),
}

export const mutationFigures = z.strictObject({
  /** `floor`: the percent that must be killed. */
  groups: z.array(z.strictObject({ name: z.string(), floor: z.number(), ...mutants })),
  together: z.strictObject(mutants),
  /** Of a run over all mutants; null where some were known from before. */
  minutes: z.int().nullable(),
})
export type MutationFigures = z.infer<typeof mutationFigures>

export const fuzzFigures = z.strictObject({
  seed: z.int(),
  operations: z.int(),
  requests: z.int(),
  /** Operations that refused each of their requests; figures that were kept before do not say. */
  refused: z.optional(z.array(z.string())),
  failures: z.array(z.looseObject({})),
  errors: z.array(z.looseObject({})),
})
export type FuzzFigures = z.infer<typeof fuzzFigures>

const right = z.strictObject({ function: z.string(), action: z.string() })

export const rightsFigures = z.strictObject({
  /** If not, what failing tests would have used may count as unused. */
  testsPassed: z.boolean(),
  functions: z.int(),
  /** Actions, counted once per function. */
  granted: z.int(),
  used: z.int(),
  explained: z.int(),
  unexplained: z.array(right),
  missing: z.array(right),
  idleReasons: z.array(z.string()),
})
export type RightsFigures = z.infer<typeof rightsFigures>

/** What was wrong at the end of a run, and the calls that were broken in it. */
const finding = z.strictObject({
  scenario: z.string(),
  faults: z.array(z.strictObject({ call: z.string(), kind: z.string() })).readonly(),
  violations: z.array(z.string()).readonly(),
})

export const faultFigures = z.strictObject({
  seed: z.int(),
  /** In which any call breaks; a commit breaks in one more. */
  ways: z.int(),
  /**
   * `commits`: of the calls, those that another transaction is put in the way of too; older figures have none.
   * `tried`: faults, each in a run of its own.
   */
  contexts: z.array(
    z.strictObject({
      name: z.string(),
      calls: z.int(),
      commits: z._default(z.int(), 0),
      tried: z.int(),
      wrong: z.int(),
    }),
  ),
  findings: z.array(finding).readonly(),
  /** Of so many runs under each control, those that found something wrong. */
  controlRuns: z.int(),
  controls: z.array(z.strictObject({ name: z.string(), found: z.int() })),
})
export type FaultFigures = z.infer<typeof faultFigures>

export const faultPairFigures = z.strictObject({
  seed: z.int(),
  pairs: z.int(),
  findings: z.array(finding).readonly(),
})
export type FaultPairFigures = z.infer<typeof faultPairFigures>

export const raceFigures = z.strictObject({
  seed: z.int(),
  buyers: z.int(),
  /** Of all rounds of a shape together. `calls`: for stock and to give it back. `wrong`: rounds. */
  shapes: z.array(
    z.strictObject({
      name: z.string(),
      rounds: z.int(),
      accepted: z.int(),
      refused: z.int(),
      liveAuthorizations: z.int(),
      calls: z.int(),
      wrong: z.int(),
    }),
  ),
  acts: z.int(),
  pairs: z.int(),
  /** Races of each pair; and of all of them those in which both acts were taken, one, or none. */
  times: z.int(),
  both: z.int(),
  one: z.int(),
  none: z.int(),
  /** Operations that no act asks for, and acts that are never taken. */
  uncovered: z.array(z.string()),
  findings: z.array(
    z.object({ acts: z.array(z.string()).readonly(), violations: z.array(z.string()).readonly() }),
  ),
  controls: z.array(z.strictObject({ name: z.string(), found: z.int() })),
})
export type RaceFigures = z.infer<typeof raceFigures>

export const emulatorRaceFigures = benchFigures.shape.race

export const matrixFigures = z.strictObject({
  operations: z.int(),
  callers: z.int(),
  cells: z.int(),
  /** Cells by what was answered. */
  outcomes: z.array(z.strictObject({ outcome: z.string(), cells: z.int() })),
  /** Cells that were answered otherwise than expected. */
  wrong: z.array(
    z.strictObject({ operation: z.string(), caller: z.string(), expected: z.string(), found: z.string() }),
  ),
  /** What the refused requests aimed at is as it was. */
  unchanged: z.boolean(),
})
export type MatrixFigures = z.infer<typeof matrixFigures>

export const auditFigures = z.strictObject({
  looked: z.array(z.strictObject({ kind: z.string(), count: z.int() })),
  /** How many looked wrong at first, and right at the second look. */
  settled: z.int(),
  finished: z.boolean(),
  violations: z.array(z.string()),
})
export type AuditFigures = z.infer<typeof auditFigures>

export const outageFigures = z.strictObject({
  seed: z.int(),
  outages: z.array(
    z.strictObject({
      what: z.string(),
      /** How long it lasted. */
      hours: z.number(),
      /** Orders that were under way when it began. */
      underWay: z.int(),
      /** Orders placed while it lasted; all were taken. */
      placed: z.int(),
      /** When it was over: orders not at their end, messages in queues, and what no queue and no stream had any more. */
      stoodStill: z.strictObject({
        orders: z.int(),
        deadLetters: z.int(),
        unpublished: z.int(),
        gone: z.int(),
      }),
      /** What brought it back: messages and events that were sent again, orders that staff had run again. */
      remedy: z.strictObject({ redriven: z.int(), republished: z.int(), retried: z.int() }),
      /** Orders that are completed, and those that were rejected or cancelled. */
      completed: z.int(),
      undone: z.int(),
      lost: z.array(z.string()),
      doubled: z.array(z.string()),
      violations: z.array(z.string()),
    }),
  ),
  /** Losses that were made on purpose, and how much of each was found. */
  controls: z.array(z.strictObject({ what: z.string(), found: z.int() })),
})
export type OutageFigures = z.infer<typeof outageFigures>

export const forcedEndFigures = z.strictObject({
  orders: z.int(),
  completed: z.int(),
  violations: z.array(z.string()),
})
export type ForcedEndFigures = z.infer<typeof forcedEndFigures>

const counts = z.record(z.string(), z.record(z.string(), z.int()))

export const stormFigures = z.object({
  seed: z.int(),
  orders: z.int(),
  placed: z.int(),
  worlds: z.int(),
  steps: z.int(),
  /** A hash of all that happened, in its order: the same seed and orders, the same trace. */
  trace: z.string(),
  broken: z.int(),
  /** Of one event and one consumer: put to the dead letters by the bus, or lost; and what an operator sent again. Figures kept before it was counted lack it. */
  astray: z.optional(
    z.object({ undelivered: z.int(), lost: z.int(), redriven: z.int(), republished: z.int() }),
  ),
  violations: z.int(),
  /** By case, how often its orders came to each end; by axis, how often each status was reached. */
  cases: counts,
  statuses: counts,
  missing: z.array(z.string()),
  /** Minor units, units and mails by which two books differ. */
  balance: z.record(z.string(), z.int()),
  seconds: z.int(),
})
export type StormFigures = z.infer<typeof stormFigures>

export const emulatorFaultFigures = z.strictObject({
  seed: z.int(),
  runs: z.int(),
  /** Of these, commits that another transaction was put in the way of; older figures have none. */
  conflicts: z._default(z.int(), 0),
  findings: z.array(finding).readonly(),
})
export type EmulatorFaultFigures = z.infer<typeof emulatorFaultFigures>

export const modelFigures = z.strictObject({
  states: z.int(),
  edges: z.int(),
  seconds: z.number(),
  /** `status x command`, each that was met. */
  pairs: z.array(z.string()),
  mistakes: z.array(z.strictObject({ name: z.string(), found: z.boolean(), steps: z.int() })),
})
export type ModelFigures = z.infer<typeof modelFigures>

const share = z.number().min(0).max(1)

/** How long it takes to learn from the baskets of a shop of a size, and the most memory of the process. */
export const sizeFigures = z.strictObject({
  products: z.int(),
  baskets: z.int(),
  seconds: z.number(),
  memoryMb: z.number(),
})

export const recommendationFigures = z.strictObject({
  seed: z.int(),
  questions: z.int(),
  learnedFrom: z.int(),
  later: z.int(),
  products: z.int(),
  seconds: z.number(),
  /** What the product does comes last. */
  ways: z.array(z.strictObject({ name: z.string(), hitsInTen: share, ndcg: share })),
  sizes: z.array(sizeFigures),
})
export type RecommendationFigures = z.infer<typeof recommendationFigures>
