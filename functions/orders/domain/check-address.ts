import { regionCodeOf } from '#contexts/checkout/contract/region-codes.ts'
import type { SealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import type { Place } from '#contexts/checkout/contract/tax-regions.ts'
import { nameOfPlace, taxedOtherwise } from '#contexts/checkout/contract/taxed-places.ts'
import type { PostalAddress } from '#shared/address.ts'
import { type Refusal, refuse } from '#shared/outcomes.ts'
import { refuseAddress } from '../contract/broken-address-rules.ts'
import type { PlaceOrderBody } from '../contract/place-order.ts'

const PARTS = ['country', 'region', 'postalCode'] as const

/** Why an order of a quote may not go where it should: tax and shipping were quoted for a place. */
export function checkAddress(
  quote: Pick<SealedQuote, 'lines' | 'destination' | 'taxedPlaces'>,
  { shippingAddress: address, customer }: Pick<PlaceOrderBody, 'shippingAddress' | 'customer'>,
): Refusal | undefined {
  if (!quote.lines.some(({ kind }) => kind === 'physical')) return undefined
  if (!address)
    return refuse('address_missing', 'The order has physical goods: send a shippingAddress.', [
      {
        pointer: '/shippingAddress',
        code: 'address_missing',
        detail: 'An address is needed for physical goods.',
      },
    ])
  return (
    elsewhereThanQuoted(quote, address) ??
    otherTaxesThanQuoted(quote, address) ??
    refuseAddress(address, { phone: customer.phone })
  )
}

function elsewhereThanQuoted(
  { destination }: Pick<SealedQuote, 'destination'>,
  address: PostalAddress,
): Refusal | undefined {
  const differing = PARTS.filter(
    (part) => destination[part] !== undefined && !isSame(part, destination, address),
  )
  if (differing.length === 0) return undefined
  return refuse(
    'address_mismatch',
    'The quote was made for another place. Ask for a new quote with this destination.',
    differing.map((part) => ({
      pointer: `/shippingAddress/${part}`,
      code: 'address_mismatch',
      detail: `The quote says ${destination[part]}.`,
    })),
  )
}

/** What the quote's destination left open may be a place with other taxes. */
function otherTaxesThanQuoted(
  { destination, taxedPlaces }: Pick<SealedQuote, 'destination' | 'taxedPlaces'>,
  address: PostalAddress,
): Refusal | undefined {
  const there = taxedOtherwise(taxedPlaces, address)
  if (!there) return undefined
  const given = PARTS.flatMap((part) => destination[part] ?? []).join(', ')
  const open = PARTS.filter((part) => destination[part] === undefined && address[part] !== undefined)
  const detail = `The quote was made for ${given}. Other taxes hold in ${nameOfPlace(address.country, there)}: ask for a new quote whose destination has the ${open.map((part) => NAMES[part]).join(' and the ')} of this address.`
  return refuse(
    'address_mismatch',
    detail,
    open.map((part) => ({ pointer: `/shippingAddress/${part}`, code: 'address_mismatch', detail })),
  )
}

const NAMES = { country: 'country', region: 'region', postalCode: 'postal code' }

/** Whether a part of two addresses says the same; a region that is known may be given by its name or its code. */
export function isSame(part: (typeof PARTS)[number], one: Place, other: Place): boolean {
  if (sameWords(one[part], other[part])) return true
  const code = part === 'region' ? regionCodeOf(one.country, one.region) : undefined
  return (
    code !== undefined && one.country === other.country && code === regionCodeOf(other.country, other.region)
  )
}

/** Whether two texts of an address say the same: in any width and case, with or without spaces and dashes. */
export const sameWords = (a: string | undefined, b: string | undefined): boolean => plain(a) === plain(b)
const plain = (text = ''): string => text.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
