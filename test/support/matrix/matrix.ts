import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import type { Outputs } from '#local/outputs.ts'
import { SCOPES, type Scope } from '#shared/actor.ts'
import { inParallel } from '#shared/in-parallel.ts'
import type { Access, Operation } from '#shared/operation.ts'
import { problem } from '../shapes.ts'
import { openShop } from '../shop.ts'
import { type Caller, callersOf, programForAll, programsFor } from './callers.ts'
import { LINK_KINDS, LINK_ROWS } from './link-rows.ts'
import { dangerous, harmless, type MatrixRequest } from './requests.ts'
import { type Outcome, ROWS } from './rows.ts'
import { makeTarget, stateOf, type Target } from './target.ts'

/** One caller at one operation. */
export interface Cell {
  readonly operation: string
  readonly caller: string
  readonly expected: Outcome
  readonly found: Outcome
}

export interface MatrixResult {
  readonly cells: readonly Cell[]
  /** Of the target of all requests, before and after them: the same, if nobody got through. */
  readonly before: unknown
  readonly after: unknown
}

type Question = Omit<Cell, 'found'> & { readonly request: MatrixRequest }

const AT_ONCE = 12

/** Lets everybody call everything, and says what was expected and what came. */
export async function playMatrix(outputs: Outputs): Promise<MatrixResult> {
  const shop = openShop(outputs)
  const target = await makeTarget(shop)
  const callers = await callersOf(shop, target)
  const programs = new Map<Scope, readonly Caller[]>()
  for (const scope of SCOPES) programs.set(scope, await programsFor(outputs, scope))

  const forCustomers = [await programForAll(outputs)]
  const programsOf = (needs: Exclude<Access, 'public'>) =>
    needs === 'customer' ? forCustomers : (programs.get(needs) ?? [])

  const questions = ALL_OPERATIONS.flatMap((operation) => {
    const { needs } = rowOf(operation)
    const all = needs === 'public' ? callers.filter(meetsPublic) : [...callers, ...programsOf(needs)]
    return [...all.map((caller) => question(operation, caller, target)), ...linkQuestions(operation, target)]
  })
  const before = await stateOf(shop, target)
  const origin = outputs.apiUrl.replace(/\/v1$/, '')
  const cells = await inParallel(AT_ONCE, questions.length, async (index) => {
    const asked = questions[index]
    if (!asked) throw new Error(`there is no question ${index}`)
    const { request, ...cell } = asked
    return { ...cell, found: await answerTo(origin, request) }
  })
  return { cells, before, after: await stateOf(shop, target) }
}

/** Nobody reads what is sent to a public operation: one of each class is enough to see that. */
const PUBLIC_CALLERS: ReadonlySet<string> = new Set(['no token', 'alg none', 'admin'])
const meetsPublic = ({ name }: Caller): boolean => PUBLIC_CALLERS.has(name)

function rowOf({ id }: Operation) {
  const row = ROWS[id]
  if (!row)
    throw new Error(`the operation ${id} has no row in test/support/matrix/rows.ts: say who may call it`)
  return row
}

/** Who is to be let in asks for nothing; who is to be refused aims at the target. */
function question(operation: Operation, caller: Caller, target: Target): Question {
  const { needs, answers } = rowOf(operation)
  const refusal = needs === 'public' ? undefined : refusalOf(caller, needs)
  const request = refusal ? dangerous(operation, target.ids) : harmless(operation)
  return {
    operation: operation.id,
    caller: caller.name,
    expected: refusal ?? answers,
    request: {
      ...request,
      headers: {
        ...request.headers,
        ...(caller.authorization === undefined ? {} : { authorization: caller.authorization }),
      },
    },
  }
}

function refusalOf(
  { authorization, scopes, isCustomer }: Caller,
  needs: Exclude<Access, 'public'>,
): Outcome | undefined {
  // API Gateway itself answers who brings no token, before any function of ours.
  if (authorization === undefined) return '401'
  if (!scopes) return '401 unauthenticated'
  const letIn = needs === 'customer' ? isCustomer : scopes.includes(needs)
  return letIn ? undefined : '403 forbidden'
}

/** Every token that can stand in the address, and some that should open nothing. */
function linkQuestions(operation: Operation, { ids, links, deadLinks }: Target): Question[] {
  const parameter = /\{(token|orderToken)\}/.exec(operation.path)?.[1]
  if (!parameter) return []
  const row = LINK_ROWS[operation.id]
  if (!row) throw new Error(`the operation ${operation.id} has no row in test/support/matrix/link-rows.ts`)
  const closed: Outcome = operation.contentType.startsWith('text/html') ? '404' : '404 not_found'
  const at = (name: string, token: string, expected: Outcome): Question => ({
    operation: operation.id,
    caller: `link: ${name}`,
    expected,
    request: dangerous(operation, { ...ids, [parameter]: token }),
  })
  return [
    ...LINK_KINDS.map((kind) => at(kind, links[kind], row[kind] ?? closed)),
    ...Object.entries(deadLinks).map(([name, token]) => at(name, token, closed)),
  ]
}

async function answerTo(origin: string, { path, ...request }: MatrixRequest): Promise<Outcome> {
  const answer = await fetch(`${origin}${path}`, { ...request, redirect: 'manual' })
  const text = await answer.text()
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  return isProblem ? `${answer.status} ${problem.parse(JSON.parse(text)).code}` : `${answer.status}`
}
