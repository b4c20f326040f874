import type { PostalAddress } from '#shared/address.ts'
import type { FieldError } from '#shared/outcomes.ts'
import { ADDRESS_RULES } from '../contract/address-rules.ts'

/** What an address lacks by the rules of its country; `phone` is the customer's own, which serves too. */
export function brokenAddressRules(address: PostalAddress, phone: string | undefined): FieldError[] {
  const rule = ADDRESS_RULES[address.country] ?? {}
  const code = address.postalCode.normalize('NFKC').trim().toUpperCase()
  const found = [
    rule.postalCode && !rule.postalCode.test(code)
      ? {
          field: 'postalCode',
          detail: `${address.postalCode} is no postal code of ${address.country}; one looks like ${rule.example}.`,
        }
      : undefined,
    rule.region && !address.region
      ? { field: 'region', detail: `Addresses in ${address.country} need a state, province or prefecture.` }
      : undefined,
    rule.phone && !address.phone && !phone
      ? { field: 'phone', detail: `Couriers in ${address.country} need a phone number.` }
      : undefined,
  ]
  return found.flatMap((one) =>
    one ? [{ pointer: `/shippingAddress/${one.field}`, code: 'address_invalid', detail: one.detail }] : [],
  )
}
