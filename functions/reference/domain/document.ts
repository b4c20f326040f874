import { ALL_OPERATIONS } from './all-operations.ts'
import { makeOpenApi } from './openapi.ts'

/** The version of the API, not of the software: it changes with the base path. */
const API_VERSION = '1.0.0'

/** The document that is served and committed. */
export const document = makeOpenApi(ALL_OPERATIONS, API_VERSION)
