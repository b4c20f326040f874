import { codesOf, regionCodeOf } from '#contexts/checkout/contract/region-codes.ts'
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
  const problems = {
    postalCode: postalCodeProblem(address),
    region: regionProblem(address),
    phone: phoneProblem(address, phone),
  }
  return Object.entries(problems).flatMap(([field, detail]) =>
    detail === undefined ? [] : [{ pointer: `${pointer}/${field}`, code: 'address_invalid', detail }],
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

function regionProblem({ country, region }: PostalAddress): string | undefined {
  if (!region)
    return ADDRESS_RULES[country]?.region && `Addresses in ${country} need a state, province or prefecture.`
  const codes = [...codesOf(country)]
  const isOne = codes.length === 0 || regionCodeOf(country, region) !== undefined
  return isOne
    ? undefined
    : `${region} is no region of ${country}: send its name, or its code of ${codes.join(', ')}.`
}

const phoneProblem = (
  { country, phone }: PostalAddress,
  customers: string | undefined,
): string | undefined =>
  ADDRESS_RULES[country]?.phone && !phone && !customers
    ? `Couriers in ${country} need a phone number.`
    : undefined

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
