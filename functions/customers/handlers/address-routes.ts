import { etag, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/address-operations.ts'
import {
  makeAddAddress,
  makeGetAddress,
  makeListAddresses,
  makePutAddress,
  makeRemoveAddress,
} from '../use-cases/addresses.ts'
import { runtime } from './dependencies.ts'

export const addressRoutes = [
  route(operations.listAddresses, async ({ actor }) =>
    reply(await makeListAddresses(await runtime.commitDeps())(customerOf(actor))),
  ),
  route(operations.addAddress, async ({ actor, body, cause }) => {
    const added = await makeAddAddress(await runtime.commitDeps())(customerOf(actor), body, cause)
    return added.ok ? reply(added.value, etag(added.value.version)) : added
  }),
  route(operations.getAddress, async ({ actor, params }) => {
    const found = await makeGetAddress(await runtime.commitDeps())(customerOf(actor), params.addressId)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.putAddress, async ({ actor, params, body, ifMatch, cause }) => {
    const put = makePutAddress(await runtime.commitDeps())
    const changed = await put(customerOf(actor), { id: params.addressId, body, ifMatch }, cause)
    return changed.ok ? reply(changed.value, etag(changed.value.version)) : changed
  }),
  route(operations.removeAddress, async ({ actor, params, cause }) => {
    const remove = makeRemoveAddress(await runtime.commitDeps())
    const removed = await remove(customerOf(actor), params.addressId, cause)
    return removed.ok ? reply(removed.value) : removed
  }),
]
