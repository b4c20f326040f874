import { apiHandler } from '#shared/http/api.ts'
import { addressRoutes } from './address-routes.ts'
import { choiceRoutes } from './choice-routes.ts'
import { meRoutes } from './me-routes.ts'
import { twoFactorRoutes } from './two-factor-routes.ts'

/** What customers read and change of themselves. */
export const handler = apiHandler('customers.api', [
  ...meRoutes,
  ...addressRoutes,
  ...choiceRoutes,
  ...twoFactorRoutes,
])
