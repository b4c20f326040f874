/** Mutants of some files, and the tests that are to kill them. */
export interface Target {
  /** Globs; those with `!` are taken out. */
  readonly files: readonly string[]
  /** Only the unit tests of this folder count. */
  readonly tests: string
}

export interface Group {
  readonly name: string
  readonly targets: readonly Target[]
  /** Percent of the mutants that must be killed. */
  readonly floor: number
  /**
   * Each mutant that survives needs a written reason; and what is made while a module loads (tables, schemas) is
   * mutated too. Elsewhere it is not, as each such mutant needs all tests of its context.
   */
  readonly isStrict: boolean
}

/** Texts for people, and how they are laid out: what is right in them, a mutant cannot tell. */
const WITHOUT_WORDS = ['!**/*.test.ts', '!**/*.fixtures.ts', '!**/words.ts', '!**/words/**', '!**/*sheet.ts']
const WITHOUT_MAILS = ['!**/mails/**', '!**/render-*.ts', '!**/letterhead.ts', '!**/mail.ts']

/** A domain room, held by the tests of its context. */
const domainOf = (context: string, without: readonly string[] = []): Target => ({
  files: [`functions/${context}/domain/**/*.ts`, ...WITHOUT_WORDS, ...without],
  tests: `functions/${context}`,
})

/** A domain room, held by its own tests. */
const domainByItself = (context: string): Target => ({
  ...domainOf(context),
  tests: `functions/${context}/domain`,
})

const sharedFiles = (...files: string[]): Target => ({
  files: files.map((file) => `functions/shared/${file}`),
  tests: 'functions/shared',
})

const AUTHORIZER: Target = {
  files: ['functions/platform/use-cases/authorize.ts'],
  tests: 'functions/platform',
}

const strict = (name: string, ...targets: Target[]): Group => ({
  name,
  targets,
  floor: 95,
  isStrict: true,
})
const usual = (name: string, ...targets: Target[]): Group => ({
  name,
  targets,
  floor: 80,
  isStrict: false,
})

/** All domain rooms but that of `reference`, which describes and decides nothing. */
export const GROUPS: readonly Group[] = [
  strict('money', sharedFiles('money.ts')),
  strict('stock', domainByItself('inventory')),
  strict('authorization', sharedFiles('actor.ts', 'order-tokens.ts', 'http/caller.ts'), AUTHORIZER),
  strict('payments', domainByItself('payments')),
  usual('fulfillment', domainOf('fulfillment')),
  usual('shipping', domainOf('shipping')),
  usual('documents', domainOf('documents')),
  usual('notifications', domainOf('notifications', WITHOUT_MAILS)),
  usual('checkout', domainOf('checkout')),
  usual('catalog', domainOf('catalog')),
  usual('insights', domainOf('insights')),
  usual('customers', domainOf('customers')),
  usual('orders', domainOf('orders')),
]
