import { globSync, readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { CONTEXTS } from '#shared/names.ts'

/** One file of the house, named from the root of the project. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** What a rule found: a sentence per violation. */
export type Rule = (file: SourceFile) => readonly string[]

export const sourcesOf = (pattern: string): SourceFile[] =>
  globSync(pattern)
    .filter((path) => !/\.test\.ts$|\/(test(ing|-)[^/]*|samples|[^/]*\.fixtures)\.ts$/.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))

const importsOf = ({ text }: SourceFile): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, specifier]) => specifier ?? '')

const roomOf = ({ path }: SourceFile) => {
  const [, context = '', room = ''] = path.split('/')
  return { context, room }
}

/** A context imports only the shared rooms, its own, and others' `contract/`; data flows one way. */
export const importRule: Rule = (file) => {
  const { context, room } = roomOf(file)
  return importsOf(file).flatMap((specifier) => {
    const [, other, otherRoom] = /^#contexts\/([^/]+)\/([^/]+)/.exec(specifier) ?? []
    if (other && other !== context && otherRoom !== 'contract')
      return [`${file.path} imports ${specifier}: of another context only its contract may be known`]
    const resolved = specifier.startsWith('.') ? resolve(file.path, specifier) : undefined
    if (resolved && !resolved.startsWith(`functions/${context}/`))
      return [`${file.path} imports ${specifier}, outside its context`]
    const target = otherRoom && other === context ? otherRoom : resolved?.split('/')[2]
    const wrong = target !== undefined && FORBIDDEN[room]?.includes(target)
    return wrong
      ? [`${file.path} imports ${specifier}: data flows handler -> use case -> domain -> store`]
      : []
  })
}

const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  contract: ['domain', 'use-cases', 'adapters', 'handlers'],
  domain: ['use-cases', 'adapters', 'handlers'],
  'use-cases': ['handlers'],
  adapters: ['handlers'],
}

const resolve = (from: string, specifier: string): string =>
  new URL(specifier, `file:///${from}`).pathname.slice(1)

/** The domain has no I/O, no SDK, no clock and no chance of its own. */
export const pureDomainRule: Rule = (file) => {
  if (roomOf(file).room !== 'domain') return []
  const impure = [/Date\.now\(/, /new Date\(\)/, /Math\.random\(/, /\bfetch\(/, /process\./, /setTimeout\(/]
  return [
    ...importsOf(file)
      .filter((specifier) => /^(@aws-sdk|stripe|@middy)/.test(specifier) || specifier === 'node:fs')
      .map((specifier) => `${file.path} imports ${specifier}: the domain is pure`),
    ...impure
      .filter((pattern) => pattern.test(file.text))
      .map((pattern) => `${file.path} uses ${pattern.source}`),
  ]
}

const HANDLER_LINES = 40

/** A handler parses, calls one use case and maps: about 40 lines, its imports aside. */
export const handlerRule: Rule = (file) => {
  if (roomOf(file).room !== 'handlers') return []
  const body = file.text.replaceAll(/^import[\s\S]*?from '[^']+'\n/gm, '').replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const lines = body.split('\n').filter((line) => line.trim() !== '').length
  return lines > HANDLER_LINES
    ? [`${file.path} has ${lines} lines, at most ${HANDLER_LINES} are allowed`]
    : []
}

/** `process.env` is read by one function of the shared rooms, which handlers call at cold start. */
export const environmentRule: Rule = (file) => {
  if (['functions/shared/environment.ts'].includes(file.path)) return []
  const { context, room } = roomOf(file)
  const allowed = room === 'handlers' || (context === 'shared' && room === 'aws')
  return !allowed && /process\.env/.test(file.text) ? [`${file.path} reads process.env`] : []
}

/** What runs in Lambda does not ask where it runs. */
export const sameEverywhereRule: Rule = (file) =>
  /isLocal|ministack|localhost|127\.0\.0\.1/i.test(file.text) ? [`${file.path} asks where it runs`] : []

/** A name exists once: the text of an event's type stands in its definition only. */
export const eventNameRule =
  (types: readonly string[]): Rule =>
  (file) => {
    if (/\/contract\/([a-z]+-)*events\.ts$/.test(file.path)) return []
    return types
      .filter((type) => file.text.includes(`'${type}'`))
      .map((type) => `${file.path} writes '${type}': import the event's definition`)
  }

/** A path exists once: the address of an operation stands in its definition only. */
export const operationPathRule =
  (paths: readonly string[]): Rule =>
  (file) => {
    if (file.path.includes('/contract/')) return []
    return paths
      .filter((path) => file.text.includes(`'${path}'`))
      .map((path) => `${file.path} writes '${path}': import the operation`)
  }

/** Where an operation takes an Idempotency-Key, its handler takes the key, or all of the request, to hand it on. */
export const keyRule =
  (keyed: readonly string[]): Rule =>
  (file) => {
    if (roomOf(file).room !== 'handlers') return []
    return [...file.text.matchAll(/\broute\(\s*(?:\w+\.)?(\w+),\s*async \((\{[^}]*\}|\w*)\)/g)]
      .filter(
        ([, id = '', taken = '']) => keyed.includes(id) && /^\{(?!.*(idempotencyKey|\.\.\.))|^$/s.test(taken),
      )
      .map(([, id]) => `${file.path} drops the Idempotency-Key of ${id}: hand it on with its requestHash`)
  }

/** Names of fields that hold something about a person. */
const PERSONAL = new Set([
  'email',
  'phone',
  'customer',
  'shippingAddress',
  'billingAddress',
  'line1',
  'signedBy',
  'firstName',
])

/** The personal fields in a schema, as paths; `data` of an event may have none. */
export function personalFields(schema: unknown, at = ''): string[] {
  if (schema instanceof z.ZodMiniObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      PERSONAL.has(name) ? [`${at}/${name}`] : personalFields(field, `${at}/${name}`),
    )
  if (schema instanceof z.ZodMiniArray) return personalFields(schema.def.element, `${at}/*`)
  if (schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniNullable)
    return personalFields(schema.def.innerType, at)
  if (schema instanceof z.ZodMiniUnion)
    return schema.def.options.flatMap((option) => personalFields(option, at))
  return []
}

/** Every value of a kind that the contracts export. */
export async function fromContracts<T>(
  file: string,
  is: (value: unknown) => value is T,
): Promise<{ context: string; value: T }[]> {
  const found: { context: string; value: T }[] = []
  for (const context of CONTEXTS) {
    const [path] = globSync(`functions/${context}/contract/${file}.ts`)
    if (!path) continue
    const module: Record<string, unknown> = await import(`../../${path}`)
    // What a file collects from others stands in its lists.
    const values = new Set(Object.values(module).flat())
    for (const value of values) if (is(value)) found.push({ context, value })
  }
  return found
}
