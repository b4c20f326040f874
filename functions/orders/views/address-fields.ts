import { needsPostalCode } from '../contract/address-rules.ts'

/** The parts of an address that a customer may correct; its country is fixed, as price and tax hang on it. */
export const ADDRESS_FIELDS = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]

/** Whether an address of a country may do without a field. */
export const isOptionalIn = (country: string, field: AddressField): boolean =>
  field === 'line2' || field === 'phone' || (field === 'postalCode' && !needsPostalCode(country))

/** What browsers fill in by themselves: HTML Living Standard, "Autofill". */
export const AUTOCOMPLETE: Readonly<Record<AddressField, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
  phone: 'tel',
}

const LARGE_TO_SMALL: readonly AddressField[] = [
  'name',
  'postalCode',
  'region',
  'city',
  'line1',
  'line2',
  'phone',
]
const WITH_REGION: readonly AddressField[] = [
  'name',
  'line1',
  'line2',
  'city',
  'region',
  'postalCode',
  'phone',
]
const POSTAL_CODE_FIRST: readonly AddressField[] = ['name', 'line1', 'line2', 'postalCode', 'city', 'phone']

/** Where the largest part is written first, and where a region is: Universal Postal Union, addressing systems. */
const FIELDS: Readonly<Record<string, readonly AddressField[]>> = {
  ...Object.fromEntries(['CN', 'JP', 'KR', 'TW'].map((country) => [country, LARGE_TO_SMALL])),
  ...Object.fromEntries(['AU', 'BR', 'CA', 'IN', 'IT', 'MX', 'US'].map((country) => [country, WITH_REGION])),
}

/** The fields of a country's addresses, in the order in which they are written there. */
export const fieldsOf = (country: string): readonly AddressField[] => FIELDS[country] ?? POSTAL_CODE_FIRST
