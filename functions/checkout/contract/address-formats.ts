import * as z from 'zod/mini'
import { country } from '#shared/http/schemas.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { defineOperation } from '#shared/operation.ts'

/** The fields of an address as `POST /v1/orders` takes it. */
export const ADDRESS_FIELDS = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'] as const
const fieldName = z.enum(ADDRESS_FIELDS)
export type AddressField = z.infer<typeof fieldName>

const labels = z.record(z.enum(LANGUAGES), z.string())

/** How addresses of a country are asked for and written. */
export const addressFormat = z.strictObject({
  country,
  /** In the order in which the country itself writes them. */
  fields: z.array(z.strictObject({ name: fieldName, labels, required: z.boolean() })),
  /** The same in Latin letters, where that is another order. */
  latinOrder: z.optional(z.array(fieldName)),
  /** What a postal code looks like: a regular expression of the whole of it, in upper case. Absent: the country has none. */
  postalCode: z.optional(z.strictObject({ pattern: z.string(), example: z.optional(z.string()) })),
  /** What can be chosen as `region`; none where it is not known. */
  regions: z.array(
    z.strictObject({
      /** What is sent as `region`. */
      value: z.string(),
      name: z.string(),
      latinName: z.optional(z.string()),
    }),
  ),
})
export type AddressFormat = z.infer<typeof addressFormat>

export const readAddressFormat = defineOperation({
  id: 'readAddressFormat',
  context: 'checkout',
  servedBy: 'address-formats',
  method: 'GET',
  path: '/v1/address-formats/{country}',
  summary: 'Read how addresses of a country are asked for: fields in order, labels, regions, postal code',
  access: 'public',
  params: z.strictObject({ country }),
  answer: addressFormat,
  refusals: ['not_found'],
})
