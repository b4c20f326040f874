import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { keepIndex, type OpenIndex, openKeptIndex } from '#contexts/catalog/adapters/search/kept-index.ts'
import { NO_FILTERS } from '#contexts/catalog/domain/search/filters.ts'
import { NO_SYNONYMS } from '#contexts/catalog/domain/search/synonyms.ts'
import { wantsOf } from '#contexts/catalog/domain/search/wants.ts'
import { cleanEnv, ROOT } from '#local/places.ts'
import { currency } from '#shared/money.ts'
import { type Chance, makeChance } from '#simulation/chance.ts'
import { median } from '../measure/percentiles.ts'
import { progress } from '../measure/world.ts'
import type { SearchFigures } from '../quality/figures.ts'
import { documentOf, indexOf } from './catalog.ts'
import { madeTitles } from './made-titles.ts'
import { type KnownItem, mistyped, miswritten, rewritten, someWords } from './queries.ts'
import { realTitles } from './real-titles.ts'

const GBP = currency.parse('GBP')
const PAGE = 20
const LOADS = 9

export interface SearchWish {
  readonly seed: number
  /** Of each kind. */
  readonly queries: number
  /** Sizes of the catalogs whose speed is measured. */
  readonly sizes: readonly number[]
}

/** Measures how well and how fast the index finds; the queries follow from the seed. */
export function runSearchBench({ seed, queries, sizes }: SearchWish): SearchFigures {
  const chance = makeChance(seed)
  const real = distinct(realTitles())
  const found = [
    ...findReal(real, queries, chance),
    ...(['ja', 'zh'] as const).flatMap((language) => findMade(language, queries, chance)),
  ]
  return {
    seed,
    titles: real.length,
    found,
    speed: sizes.map((size) => speedAt(size, real, queries, chance)),
  }
}

/** Titles of the same words are the same thing to whoever looks for it. */
const distinct = (titles: readonly string[]): string[] => [
  ...new Map(titles.map((title) => [JSON.stringify(wantsOf(title, NO_SYNONYMS)), title])).values(),
]

type Found = SearchFigures['found'][number]

function findReal(titles: readonly string[], queries: number, chance: Chance): Found[] {
  progress(`finding ${queries} of ${titles.length} real titles`)
  const index = indexOf(titles.map((title, id) => documentOf(String(id), title, 'en', chance)))
  const known = Array.from({ length: queries }, () => {
    const id = chance.below(titles.length)
    return { id: String(id), text: titles[id] ?? '' }
  })
  const typed = (by: (text: string) => string) => known.map(({ id, text }) => ({ id, text: by(text) }))
  const [once] = [typed((text) => mistyped(text, chance))]
  return [
    shareOf('English, the whole title', index, known),
    shareOf('English, one typing mistake', index, once),
    shareOf(
      'English, two typing mistakes',
      index,
      once.map(({ id, text }) => ({ id, text: mistyped(text, chance) })),
    ),
    shareOf(
      'English, three of its words',
      index,
      typed((text) => someWords(text, 3, chance)),
    ),
  ]
}

const MADE = 5_000
const LANGUAGES = { ja: 'Japanese', zh: 'Chinese' } as const

function findMade(language: 'ja' | 'zh', queries: number, chance: Chance): Found[] {
  const name = LANGUAGES[language]
  progress(`finding ${queries} of ${MADE} made titles in ${name}`)
  const titles = madeTitles(language, MADE, chance)
  const index = indexOf(titles.map(({ title }, id) => documentOf(String(id), title, language, chance)))
  const known = Array.from({ length: queries }, () => {
    const id = chance.below(titles.length)
    return { id: String(id), made: titles[id] ?? { words: [], title: '' } }
  })
  const clean = known.map(({ id, made }) => ({ id, text: rewritten(made, chance) }))
  return [
    shareOf(`${name}, written in another way`, index, clean),
    shareOf(
      `${name}, one wrong character`,
      index,
      known.map(({ id, made }) => ({ id, text: miswritten(made.title, chance) })),
    ),
  ]
}

/** In how many of a hundred the one that is looked for is the first, and among the first ten. */
function shareOf(name: string, index: OpenIndex['index'], known: readonly KnownItem[]): Found {
  const ranks = known.map(({ id, text }) => find(index, text).items.findIndex((item) => item.id === id))
  const share = (of: (rank: number) => boolean) =>
    Number(((100 * ranks.filter(of).length) / ranks.length).toFixed(1))
  return { name, first: share((rank) => rank === 0), firstTen: share((rank) => rank >= 0 && rank < 10) }
}

const find = (index: OpenIndex['index'], text: string) =>
  index.search({ text, filters: NO_FILTERS, limit: PAGE, currency: GBP, now: new Date() })

/** The real titles, and as many more as are needed, each of the first half of one and the second of another. */
function titlesOf(size: number, real: readonly string[], chance: Chance): string[] {
  const titles = new Set(real.slice(0, size))
  while (titles.size < size) {
    const [one, other] = [chance.pick(real).split(' '), chance.pick(real).split(' ')]
    titles.add(
      [...one.slice(0, Math.ceil(one.length / 2)), ...other.slice(Math.floor(other.length / 2))].join(' '),
    )
  }
  return [...titles]
}

function speedAt(
  size: number,
  real: readonly string[],
  queries: number,
  chance: Chance,
): SearchFigures['speed'][number] {
  progress(`searching ${size} products`)
  const titles = titlesOf(size, real, chance)
  const kept = keepIndex(indexOf(titles.map((title, id) => documentOf(String(id), title, 'en', chance))), 1)
  const index = opened(kept)
  const asked = Array.from({ length: queries }, (_, at) => {
    const text = chance.pick(real)
    return [text, mistyped(text, chance), someWords(text, 1, chance)][at % 3] ?? text
  })
  for (const text of asked.slice(0, 200)) find(index, text)
  const took = asked.map((text) => timed(() => find(index, text))).toSorted((a, b) => a - b)
  const rank = (share: number) => round(took[Math.ceil((share / 100) * took.length) - 1] ?? Number.NaN)
  return {
    products: size,
    p50: rank(50),
    p99: rank(99),
    keptMB: round(kept.length / 1e6),
    ...loadOf(kept),
  }
}

/** As functions search: in what was kept, of which words and products are read when they are first asked for. */
function opened(kept: Buffer): OpenIndex['index'] {
  const open = openKeptIndex(kept)
  if (!open) throw new Error('an index that was just kept could not be opened')
  return open.index
}

function timed(act: () => unknown): number {
  const began = performance.now()
  act()
  return performance.now() - began
}

const loadTimes = z.object({ loadMs: z.number(), firstListMs: z.number() })

/** The medians of several new processes, without their start. */
function loadOf(kept: Buffer): z.infer<typeof loadTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-index-'))
  try {
    const file = join(folder, 'index')
    writeFileSync(file, kept)
    const loads = Array.from({ length: LOADS }, () => loadOnce(file))
    return {
      loadMs: round(median(loads.map(({ loadMs }) => loadMs))),
      firstListMs: round(median(loads.map(({ firstListMs }) => firstListMs))),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function loadOnce(file: string): z.infer<typeof loadTimes> {
  const { status, stdout, stderr } = spawnSync('node', [join(ROOT, 'tools/bench-search/load.ts'), file], {
    cwd: ROOT,
    env: cleanEnv(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`an index could not be opened: ${stderr.slice(-500)}`)
  return loadTimes.parse(JSON.parse(stdout))
}

const round = (value: number): number => Number(value.toFixed(1))
