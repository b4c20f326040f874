import jsonata from 'jsonata'
import { StatesError } from './errors.ts'

/** What expressions know: the variables of an execution, and `states`. */
export type Variables = Readonly<Record<string, unknown>>

const EXPRESSION = /^\{%\s*([\s\S]*?)\s*%\}$/

/** A definition has few expressions, and each is used by every execution: it is compiled once. */
const compiled = new Map<string, jsonata.Expression>()

function compile(text: string): jsonata.Expression {
  const known = compiled.get(text)
  if (known) return known
  const made = jsonata(text)
  compiled.set(text, made)
  return made
}

/**
 * A value of a definition with its expressions, `{% ... %}`, replaced by what they come to. One that comes to
 * nothing fails the state, as in Step Functions.
 */
export async function evaluate(template: unknown, variables: Variables): Promise<unknown> {
  if (typeof template === 'string') {
    const text = EXPRESSION.exec(template)?.[1]
    return text === undefined ? template : evaluateExpression(text, variables)
  }
  if (Array.isArray(template)) {
    const values: unknown[] = []
    for (const part of template) values.push(await evaluate(part, variables))
    return values
  }
  if (typeof template === 'object' && template !== null) {
    const values: Record<string, unknown> = {}
    for (const [name, part] of Object.entries(template)) values[name] = await evaluate(part, variables)
    return values
  }
  return template
}

async function evaluateExpression(text: string, variables: Variables): Promise<unknown> {
  let value: unknown
  try {
    value = await compile(text).evaluate(undefined, variables)
  } catch (error) {
    throw new StatesError('States.QueryEvaluationError', `${text}: ${describe(error)}`)
  }
  if (value === undefined) throw new StatesError('States.QueryEvaluationError', `${text} comes to nothing`)
  return value
}

const describe = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
