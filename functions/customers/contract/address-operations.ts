import * as z from 'zod/mini'
import { postalAddress } from '#shared/address.ts'
import { defineOperation } from '#shared/operation.ts'

export const addressId = z.string().check(z.regex(/^adr_[0-9a-z]{26}$/))

/** What an address is taken for unless another is named. */
export const ADDRESS_USES = ['shipping', 'billing'] as const
export type AddressUse = (typeof ADDRESS_USES)[number]

const addressBody = z.strictObject({
  address: postalAddress,
  defaultFor: z._default(z.array(z.enum(ADDRESS_USES)).check(z.maxLength(2)), []),
})
export type AddressBody = z.infer<typeof addressBody>

/** An address of the customer's own. */
export const addressResource = z.strictObject({
  id: addressId,
  address: postalAddress,
  defaultFor: z.array(z.enum(ADDRESS_USES)),
  version: z.int(),
})
export type AddressResource = z.infer<typeof addressResource>

const params = z.strictObject({ addressId })

export const listAddresses = defineOperation({
  id: 'listAddresses',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/addresses',
  summary: 'List one’s own addresses, the oldest first',
  access: 'customer',
  answer: z.strictObject({ items: z.array(addressResource) }),
})

export const addAddress = defineOperation({
  id: 'addAddress',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/addresses',
  summary: 'Add an address; the first is the default for shipping and billing',
  access: 'customer',
  body: addressBody,
  answer: addressResource,
  status: 201,
  refusals: ['not_found', 'impossible', 'address_invalid'],
})

export const getAddress = defineOperation({
  id: 'getAddress',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Read one of one’s own addresses',
  access: 'customer',
  params,
  answer: addressResource,
  refusals: ['not_found'],
})

export const putAddress = defineOperation({
  id: 'putAddress',
  context: 'customers',
  method: 'PUT',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Replace one of one’s own addresses',
  access: 'customer',
  params,
  body: addressBody,
  answer: addressResource,
  refusals: ['not_found', 'precondition_required', 'precondition_failed', 'address_invalid'],
})

export const removeAddress = defineOperation({
  id: 'removeAddress',
  context: 'customers',
  method: 'DELETE',
  path: '/v1/me/addresses/{addressId}',
  summary: 'Remove one of one’s own addresses; the oldest that is left is the default then',
  access: 'customer',
  params,
  answer: addressResource,
  refusals: ['not_found'],
})

export const addressOperations = [listAddresses, addAddress, getAddress, putAddress, removeAddress]
