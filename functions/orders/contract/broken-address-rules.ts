import type { PostalAddress } from '#shared/address.ts'
import { type FieldError, type Refusal, refuse } from '#shared/outcomes.ts'
import { ADDRESS_RULES, needsPostalCode } from './address-rules.ts'

export interface AddressAsked {
  /** Where the address stands in the body that has it. */
  readonly pointer?: string
  /** The customer's own, which serves, too. */
  readonly phone?: string | undefined
}

/** What an address lacks by the rules of its country. */
export function brokenAddressRules(
  address: PostalAddress,
  { pointer = '/shippingAddress', phone }: AddressAsked = {},
): FieldError[] {
  if (!isCountry(address.country)) {
    const detail = `${address.country} is no country: send its code by ISO 3166-1, such as JP.`
    return [{ pointer: `${pointer}/country`, code: 'address_invalid', detail }]
  }
  const rule = ADDRESS_RULES[address.country] ?? {}
  const postalCode = postalCodeProblem(address)
  const found = [
    postalCode ? { field: 'postalCode', detail: postalCode } : undefined,
    rule.region && !address.region
      ? { field: 'region', detail: `Addresses in ${address.country} need a state, province or prefecture.` }
      : undefined,
    rule.phone && !address.phone && !phone
      ? { field: 'phone', detail: `Couriers in ${address.country} need a phone number.` }
      : undefined,
  ]
  return found.flatMap((one) =>
    one ? [{ pointer: `${pointer}/${one.field}`, code: 'address_invalid', detail: one.detail }] : [],
  )
}

function postalCodeProblem({ country, postalCode }: PostalAddress): string | undefined {
  const rule = ADDRESS_RULES[country]
  const looks = rule?.example === undefined ? '' : `; one looks like ${rule.example}`
  if (postalCode === undefined)
    return needsPostalCode(country) ? `Addresses in ${country} need a postal code${looks}.` : undefined
  const isOne = rule?.postalCode?.test(postalCode.normalize('NFKC').trim().toUpperCase()) ?? true
  return isOne ? undefined : `${postalCode} is no postal code of ${country}${looks}.`
}

/** Refuses an address that breaks rules of its country, by the first of them; undefined where it follows all. */
export function refuseAddress(
  address: PostalAddress,
  asked?: AddressAsked,
): Refusal<'address_invalid'> | undefined {
  const broken = brokenAddressRules(address, asked)
  const [first] = broken
  return first && refuse('address_invalid', first.detail, broken)
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
/** Codes with a name that are no place to send to: unions, test codes, and what is not known. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

const isCountry = (code: string): boolean => !NO_COUNTRIES.has(code) && REGIONS.of(code) !== undefined
