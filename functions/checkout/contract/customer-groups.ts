import * as z from 'zod/mini'
import { customerId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { customerGroup } from './promotions.ts'

/** The groups that a customer belongs to, such as `wholesale`: promotions may be for some of them. */
export const customerGroups = z.strictObject({ groups: z.array(customerGroup).check(z.maxLength(50)) })

export const customerGroupsResource = z.strictObject({
  customerId,
  ...customerGroups.shape,
  version: z.int(),
})
export type CustomerGroupsResource = z.infer<typeof customerGroupsResource>

const shared = {
  context: 'checkout',
  servedBy: 'promotions',
  path: '/v1/customers/{customerId}/groups',
  params: z.strictObject({ customerId }),
} as const

export const putCustomerGroups = defineOperation({
  ...shared,
  id: 'putCustomerGroups',
  method: 'PUT',
  summary: 'Say which groups a customer belongs to',
  access: 'catalog:write',
  body: customerGroups,
  answer: customerGroupsResource,
  refusals: ['precondition_required', 'precondition_failed', 'not_found'],
})

export const getCustomerGroups = defineOperation({
  ...shared,
  id: 'getCustomerGroups',
  method: 'GET',
  summary: 'Read which groups a customer belongs to',
  access: 'catalog:read',
  answer: customerGroupsResource,
  refusals: ['not_found'],
})

export const customerGroupOperations = [putCustomerGroups, getCustomerGroups]
