import type { Operation } from '#shared/operation.ts'
import { meOperations } from './me-operations.ts'
import { registrationOperations } from './registration-operations.ts'
import { signInOperations } from './sign-in-operations.ts'

export const operations: readonly Operation[] = [
  ...registrationOperations,
  ...signInOperations,
  ...meOperations,
]
