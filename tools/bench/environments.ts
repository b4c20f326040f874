import { z } from 'zod'
import type { Synthesized } from '../../test/infra/synth.ts'

const lambda = z.object({
  FunctionName: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
})
const join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) })

/** The environment of each function by the function's name, as a stage deploys it. */
export const environmentsOf = ({ ofType }: Synthesized): Map<string, Record<string, string>> =>
  new Map(
    ofType('AWS::Lambda::Function').flatMap(({ Properties }) => {
      const { data } = lambda.safeParse(Properties)
      return data ? [[data.FunctionName, textsOf(data.Environment?.Variables ?? {})] as const] : []
    }),
  )

const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]))

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const joined = join.safeParse(value)
  if (!joined.success) return standInFor(value)
  const [between, parts] = joined.data['Fn::Join']
  return parts.map(textOf).join(between)
}

/** For what only a deployment knows: in the form of a pool's id, as that is looked at when a function is loaded. */
const standInFor = (reference: unknown): string =>
  `us-east-1_${JSON.stringify(reference).replaceAll(/\W/g, '')}`
