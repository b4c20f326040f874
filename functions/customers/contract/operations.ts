import type { Operation } from '#shared/operation.ts'
import { addressOperations } from './address-operations.ts'
import { choiceOperations } from './choice-operations.ts'
import { meOperations } from './me-operations.ts'
import { privacyOperations } from './privacy-operations.ts'
import { registrationOperations } from './registration-operations.ts'
import { sessionOperations } from './session-operations.ts'
import { signInOperations } from './sign-in-operations.ts'
import { twoFactorOperations } from './two-factor-operations.ts'

export const operations: readonly Operation[] = [
  ...registrationOperations,
  ...signInOperations,
  ...sessionOperations,
  ...twoFactorOperations,
  ...meOperations,
  ...addressOperations,
  ...choiceOperations,
  ...privacyOperations,
]
