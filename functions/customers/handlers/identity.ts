import { apiHandler } from '#shared/http/api.ts'
import { registrationRoutes } from './registration-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** All that asks the pool: who one is, and that one no longer is. */
export const handler = apiHandler('customers.identity', [...registrationRoutes, ...signInRoutes])
