import * as z from 'zod/mini'
import { Fault } from './outcomes.ts'

/** What every function is told by its deployment. */
export const baseEnvironment = { STAGE: z.string(), TABLE_NAME: z.string() }

/** Reads the environment once, at cold start, so that a missing setting fails the deployment and not an order. */
export function readEnvironment<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.infer<z.ZodMiniObject<Shape>> {
  const result = z.safeParse(z.object(shape), process.env)
  if (result.success) return result.data as z.infer<z.ZodMiniObject<Shape>>
  throw new Fault(
    `the function's environment is incomplete: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  )
}
