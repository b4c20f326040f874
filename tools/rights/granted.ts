import { z } from 'zod'
import { refersTo, type Synthesized } from '../../test/infra/synth.ts'

const many = z.union([z.string().transform((one) => [one]), z.array(z.string())])
const policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(z.object({ Action: many })) }),
  Roles: z.array(z.unknown()),
})
const lambda = z.object({ FunctionName: z.string(), Role: z.unknown() })

/** The actions that the role of each function grants, by the function's name. */
export function grantedTo({ ofType }: Synthesized): Map<string, ReadonlySet<string>> {
  const byRole = new Map<string, Set<string>>()
  for (const { stack, Properties } of ofType('AWS::IAM::Policy')) {
    const { PolicyDocument, Roles } = policy.parse(Properties)
    for (const role of Roles) {
      const key = `${stack}/${refersTo(role)}`
      const known = byRole.get(key) ?? new Set()
      byRole.set(key, known)
      for (const { Action } of PolicyDocument.Statement) for (const action of Action) known.add(action)
    }
  }
  return new Map(
    ofType('AWS::Lambda::Function')
      .filter(({ Properties }) => lambda.safeParse(Properties).success)
      .map(({ stack, Properties }) => {
        const { FunctionName, Role } = lambda.parse(Properties)
        return [FunctionName, byRole.get(`${stack}/${refersTo(Role)}`) ?? new Set()]
      }),
  )
}
