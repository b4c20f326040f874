import { readFileSync } from 'node:fs'
import type { FunctionSize, StageConfig } from '#lib/config.ts'
import { STAGES } from '#lib/stages.ts'

const SOURCE = 'lib/config.ts'

/** The stages in the order of their columns. */
const COLUMNS: readonly StageConfig[] = [STAGES.local, STAGES.test, STAGES.dev, STAGES.prod]

/** A member of an interface of `lib/config.ts`, with what its docstring says. */
interface Member {
  readonly name: string
  readonly type: string
  readonly meaning: string
}

/** The stage is the column, and functions have a table of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['stage', 'functions'])

/** Every setting of a stage, one row each; a group of settings is followed by its members. */
export function configurationTable(source = readFileSync(SOURCE, 'utf8')): string {
  const settings = membersOf(source, 'StageConfig').filter(({ name }) => !ELSEWHERE.has(name))
  const rows = settings.flatMap(({ name, type, meaning }) => {
    const group = meaningOf(source, type)
    if (group === undefined) return [settingRow(name, meaning)]
    const members = membersOf(source, type).map((member) =>
      settingRow(`${name}.${member.name}`, member.meaning),
    )
    return [row(`\`${name}\``, meaning || group, ...COLUMNS.map(() => '')), ...members]
  })
  return [...heading('setting', 'meaning'), ...rows].join('\n')
}

/** The kinds of functions with their sizes and limits. */
export function functionsTable(): string {
  const kinds = Object.keys(STAGES.prod.functions) as (keyof StageConfig['functions'])[]
  const rows = kinds.map((kind) =>
    row(`\`functions.${kind}\``, ...COLUMNS.map(({ functions }) => sizeInWords(functions[kind]))),
  )
  return [...heading('setting'), ...rows].join('\n')
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const heading = (...names: readonly string[]): string[] => {
  const cells = [...names, ...COLUMNS.map(({ stage }) => stage)]
  return [row(...cells), row(...cells.map(() => '---'))]
}

function settingRow(path: string, meaning: string): string {
  if (!meaning) throw new RangeError(`${path} has no docstring in ${SOURCE}: say what it means, and its unit`)
  return row(`\`${path}\``, meaning, ...COLUMNS.map((config) => valueInWords(path, valueAt(config, path))))
}

const valueAt = (config: StageConfig, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => Object(value)[name], config)

function valueInWords(path: string, value: unknown): string {
  if (value === undefined || value === '') return '-'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (path.startsWith('deadlines.')) return duration(Number(value))
  if (typeof value === 'object' && value !== null) return objectInWords(value)
  return typeof value === 'number' ? value.toLocaleString('en') : `\`${value}\``
}

const objectInWords = (value: object): string =>
  (Array.isArray(value) && value.join(', ')) ||
  Object.entries(value)
    .map(([name, part]) => (typeof part === 'object' ? `${name}: ${objectInWords(part)}` : `${name} ${part}`))
    .join(', ') ||
  '-'

const UNITS = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
]

function duration(seconds: number): string {
  const unit = UNITS.find(
    (candidate) => seconds >= 2 * candidate.seconds && seconds % candidate.seconds === 0,
  )
  return unit && unit.seconds > 1 ? `${seconds} (${seconds / unit.seconds} ${unit.name})` : `${seconds}`
}

const sizeInWords = ({ memoryMb, timeoutSeconds, reservedConcurrency }: FunctionSize): string =>
  `${memoryMb} MB, ${timeoutSeconds} s${reservedConcurrency ? `, ${reservedConcurrency} at once` : ''}`

/** What is said of an interface; undefined for a type that is none of this file. */
function meaningOf(source: string, type: string): string | undefined {
  const [, comment] =
    new RegExp(`${DOCSTRING}export interface ${type.replaceAll(/\W/g, '')} \\{`).exec(source) ?? []
  return comment === undefined ? undefined : asText(comment)
}

function membersOf(source: string, name: string): Member[] {
  const [, body] = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(source) ?? []
  if (body === undefined) throw new RangeError(`${SOURCE} has no interface ${name}`)
  const member = new RegExp(`(?:${DOCSTRING})?readonly (\\w+)\\??: (.+)`, 'g')
  return [...body.matchAll(member)].map(([, comment = '', name = '', type = '']) => ({
    name,
    type,
    meaning: asText(comment),
  }))
}

/** A docstring that ends right before what it is said of. */
const DOCSTRING = '/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\s*'

const asText = (comment: string): string =>
  comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .trim()
