import { apiHandler, cacheable, reply, route } from '#shared/http/api.ts'
import { refuse } from '#shared/outcomes.ts'
import { readAddressFormat } from '../contract/address-formats.ts'
import { addressFormatOf } from '../domain/addresses/address-format.ts'

export const handler = apiHandler('checkout.address-formats', [
  route(readAddressFormat, async ({ params }) => {
    const format = addressFormatOf(params.country)
    return format
      ? reply(format, cacheable(format))
      : refuse('not_found', `There is no country ${params.country} in ISO 3166-1.`)
  }),
])
