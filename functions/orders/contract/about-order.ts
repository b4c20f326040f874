import * as z from 'zod/mini'
import { country, locale } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'

/** What every event of an order says of it; times are told to its customer in the zone of `country`. */
export const about = { orderId, number: z.string(), locale, country: z.optional(country) }
