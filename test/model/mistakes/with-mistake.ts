import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { ROOT } from '#local/places.ts'
import type { Limits } from '../checker/search.ts'
import type { Part, search as Search } from '../worlds/all.ts'

/** A mistake as somebody might make it: some text of the product's code in place of another. */
export interface Mistake {
  readonly name: string
  readonly in: Part
  readonly edits: readonly Edit[]
}

export interface Edit {
  /** From the root of the project. */
  readonly file: string
  /** Stands there exactly once. */
  readonly was: string
  readonly becomes: string
}

export interface Hunted {
  readonly name: string
  readonly found: boolean
  /** The length of the shortest way to something wrong. */
  readonly steps: number
  readonly why: string
  readonly trace: readonly string[]
}

/** Far more than any of the mistakes has needed. */
export const LIMITS: Limits = { states: 60_000 }
const ENTRY = join(ROOT, 'test/model/worlds/all.ts')
const FOLDER = join(ROOT, 'node_modules/.cache/model')

/** Searches the code with a mistake in it. The product itself stays as it is: the mistake is in a bundle of the test. */
export async function hunt(mistake: Mistake): Promise<Hunted> {
  const search = await searchWith(mistake.edits)
  const { violation, stuck } = await search(mistake.in, LIMITS)
  const { why = [], trace = [] } = violation ?? stuck ?? {}
  return { name: mistake.name, found: why.length > 0, steps: trace.length, why: why.join('; '), trace }
}

let made = 0

async function searchWith(edits: readonly Edit[]): Promise<typeof Search> {
  mkdirSync(FOLDER, { recursive: true })
  made += 1
  const outfile = join(FOLDER, `${process.pid}-${made}.mjs`)
  const left = new Set(edits)
  await build({
    ...{ entryPoints: [ENTRY], outfile, bundle: true, packages: 'external', platform: 'node', format: 'esm' },
    ...{ logLevel: 'silent', plugins: [editing(edits, left)] },
  })
  const [missed] = left
  if (missed) throw new Error(`${missed.file} is not part of what is searched`)
  try {
    const module: { search: typeof Search } = await import(pathToFileURL(outfile).href)
    return module.search
  } finally {
    rmSync(outfile)
  }
}

const editing = (edits: readonly Edit[], left: Set<Edit>): Plugin => ({
  name: 'mistakes',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const own = edits.filter(({ file }) => file === relative(ROOT, path))
      if (own.length === 0) return undefined
      const contents = own.reduce(
        (text, edit) => {
          left.delete(edit)
          return replaced(text, edit)
        },
        readFileSync(path, 'utf8'),
      )
      return { contents, loader: 'ts' }
    })
  },
})

function replaced(text: string, { file, was, becomes }: Edit): string {
  const [before, after, ...more] = text.split(was)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} has not exactly one ${JSON.stringify(was)}: write the mistake anew`)
  return `${before}${becomes}${after}`
}
