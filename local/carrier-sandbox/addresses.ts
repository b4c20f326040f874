import type { Context } from './context.ts'
import { isDeliverable } from './deliverable.ts'
import type { FieldError, Verification } from './easypost.ts'
import type { Request, Route } from './http.ts'
import { newId } from './ids.ts'
import type { AddressRecord } from './records.ts'
import { created, notFound, ok, type Reply, refuse } from './replies.ts'
import { type AddressFields, type AddressOrId, createAddress, parse } from './requests.ts'
import { stamp } from './time.ts'
import { addressView } from './views.ts'

/** Addresses as of https://docs.easypost.com/docs/addresses; `verify` asks if one can be delivered to. */
export function addressRoutes(context: Context): Route[] {
  const { addresses } = context.store

  function create({ body }: Request): Reply {
    const parsed = parse(createAddress, body, 'ADDRESS.PARAMETERS.INVALID', 'address')
    if (!parsed.ok) return parsed.reply
    const { verify, verify_strict, ...fields } = parsed.value
    const delivery = verificationOf(fields)
    if (isWished(verify_strict) && !delivery.success) {
      return refuse(422, 'ADDRESS.VERIFY.FAILURE', 'Address not found', delivery.errors)
    }
    const address = newAddress(context, fields)
    addresses.put(address)
    return created(addressView(address, isWished(verify) || isWished(verify_strict) ? delivery : undefined))
  }

  function retrieve({ params }: Request): Reply {
    const address = addresses.get(params['id'] ?? '')
    return address === undefined ? notFound() : ok(addressView(address))
  }

  return [
    { method: 'POST', path: '/v2/addresses', handle: create },
    { method: 'GET', path: '/v2/addresses/:id', handle: retrieve },
  ]
}

/** The address a shipment names by id, or a new one of the fields it gives; undefined if there is none by that id. */
export function addressFrom(context: Context, given: AddressOrId): AddressRecord | undefined {
  return 'id' in given ? context.store.addresses.get(given.id) : newAddress(context, given)
}

const newAddress = (context: Context, fields: AddressFields): AddressRecord => ({
  id: newId('adr'),
  createdAt: stamp(context.now()),
  ...fields,
})

const isWished = (wish: boolean | string | string[]) =>
  Array.isArray(wish) ? wish.length > 0 : wish === true || (wish !== false && wish !== 'false' && wish !== '')

const addressNotFound: FieldError = {
  code: 'E.ADDRESS.NOT_FOUND',
  field: 'address',
  message: 'Address not found',
  suggestion: null,
}

const verificationOf = (address: AddressFields): Verification =>
  isDeliverable(address)
    ? { success: true, errors: [], details: {} }
    : { success: false, errors: [addressNotFound], details: {} }
