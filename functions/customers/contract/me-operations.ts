import { defineOperation } from '#shared/operation.ts'
import { customerResource, profile } from './profile.ts'

export const readMe = defineOperation({
  id: 'readMe',
  context: 'customers',
  method: 'GET',
  path: '/v1/me',
  summary: 'Read one’s own profile',
  access: 'customer',
  answer: customerResource,
  refusals: ['not_found'],
})

export const putMe = defineOperation({
  id: 'putMe',
  context: 'customers',
  method: 'PUT',
  path: '/v1/me',
  summary: 'Replace one’s own profile; the address of mails is changed by a code',
  access: 'customer',
  body: profile,
  answer: customerResource,
  refusals: ['unknown_currency', 'impossible', 'not_found', 'precondition_required', 'precondition_failed'],
})

export const meOperations = [readMe, putMe]
