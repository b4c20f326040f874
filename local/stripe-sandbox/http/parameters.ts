import type Stripe from 'stripe'
import * as z from 'zod/mini'
import type { Form } from './form.ts'
import { badParameter, type Refusal } from './refusal.ts'

export const text = z.string().check(z.minLength(1))
export const integer = z.pipe(z.string().check(z.regex(/^-?\d+$/)), z.transform(Number))
/** A positive amount in Stripe's units of its currency. */
export const amount = z.pipe(z.string().check(z.regex(/^0*[1-9]\d*$/)), z.transform(Number))
export const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((word) => word === 'true'),
)
/** Key-value pairs; an empty text takes them all away, an empty value takes one away. */
export const metadata = z.union([z.literal(''), z.record(z.string(), z.string())])
export const currency = z.pipe(
  text,
  z.transform((code) => code.toLowerCase()),
)

/** A text that an empty one takes away. */
export const clearable = z.string()

const expansion = { expand: z.optional(z.array(text)) }
export const moment = z.optional(
  z.union([
    integer,
    z.strictObject({
      gt: z.optional(integer),
      gte: z.optional(integer),
      lt: z.optional(integer),
      lte: z.optional(integer),
    }),
  ]),
)
const paging = {
  limit: z.optional(integer),
  starting_after: z.optional(text),
  ending_before: z.optional(text),
}

type Fields = Record<string, z.ZodMiniType>
type OnlyThoseOf<Params, Shape> = Record<Exclude<keyof Shape, keyof Params>, never>

/**
 * The parameters of one of Stripe's operations that the sandbox knows; their names are held against the SDK's
 * own type, and any other name is refused with `parameter_unknown`.
 */
export const parametersOf =
  <Params>() =>
  <Shape extends Fields>(shape: Shape & OnlyThoseOf<Params, Shape>) =>
    z.strictObject<Shape & typeof expansion>({ ...expansion, ...shape })

export const listParametersOf =
  <Params extends Stripe.PaginationParams>() =>
  <Shape extends Fields>(shape: Shape & OnlyThoseOf<Params, Shape>) =>
    z.strictObject<Shape & typeof expansion & typeof paging>({ ...expansion, ...paging, ...shape })

export const noParameters = z.strictObject(expansion)

export function readParameters<Schema extends z.ZodMiniType>(schema: Schema, form: Form): z.output<Schema> {
  const reading = schema.safeParse(form)
  if (reading.success) return reading.data
  throw refusalOf(reading.error.issues, form)
}

function refusalOf(issues: z.core.$ZodIssue[], form: Form): Refusal {
  const [issue] = issues.toSorted((a, b) => Number(isUnknown(b)) - Number(isUnknown(a)))
  if (!issue) return badParameter('The parameters are not valid.', '')
  if (isUnknown(issue)) {
    const param = bracketed([...issue.path, ...issue.keys.slice(0, 1)])
    return badParameter(`Received unknown parameter: ${param}`, param, 'parameter_unknown')
  }
  const param = bracketed(issue.path)
  const given = valueAt(form, issue.path)
  if (given === undefined)
    return badParameter(`Missing required param: ${param}.`, param, 'parameter_missing')
  if (given === '') {
    return badParameter(
      `You passed an empty string for '${param}'. Leave it out, or give it a value.`,
      param,
      'parameter_invalid_empty',
    )
  }
  if (issue.code === 'invalid_format') {
    return badParameter(`Invalid integer: ${String(given)}`, param, 'parameter_invalid_integer')
  }
  const allowed = issue.code === 'invalid_value' ? ` Allowed: ${issue.values.map(String).join(', ')}.` : ''
  return badParameter(`Invalid ${param}: ${JSON.stringify(given)}.${allowed}`, param)
}

const isUnknown = (issue: z.core.$ZodIssue) => issue.code === 'unrecognized_keys'

const bracketed = ([head = '', ...rest]: readonly PropertyKey[]) =>
  String(head) + rest.map((key) => `[${String(key)}]`).join('')

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
}
