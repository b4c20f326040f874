import * as z from 'zod/mini'
import { ADDRESS_RULES, needsPostalCode } from '#contexts/orders/contract/address-rules.ts'
import type { AddressField, AddressFormat } from '../../contract/address-formats.ts'
import countries from './countries.json' with { type: 'json' }
import { LABELS, type Label } from './labels.ts'

/** What is kept of Google's address data (see README.md): `fmt` and `latin` are formats of theirs, `%Z%n%S%n%A`. */
const countryData = z.object({
  fmt: z.optional(z.string()),
  latin: z.optional(z.string()),
  postalCode: z.optional(z.string()),
  example: z.optional(z.string()),
  /** Which of the format's letters an address cannot do without. */
  require: z.string(),
  region: z.optional(z.string()),
  city: z.optional(z.string()),
  code: z.optional(z.string()),
  /** Key, name, and the name in Latin letters. */
  regions: z.optional(z.array(z.array(z.string()))),
})
type CountryData = z.infer<typeof countryData>

const DATA: Readonly<Record<string, unknown>> = countries

/** Where nothing else is known. */
const PLAIN = '%N%n%A%n%C'

/** Our fields by the letters of a format; the rest (organizations, districts, sorting codes) our addresses have in their lines. */
const FIELDS: Readonly<Record<string, readonly AddressField[]>> = {
  N: ['name'],
  A: ['line1', 'line2'],
  C: ['city'],
  S: ['region'],
  Z: ['postalCode'],
}

/** Where a region is written by its code, and tax and carriers know it by that. */
const BY_CODE = new Set(['AU', 'BR', 'CA', 'IT', 'US'])

/** How addresses of a country are written; undefined where there is no such country. */
export function addressFormatOf(country: string): AddressFormat | undefined {
  if (!Object.hasOwn(DATA, country)) return undefined
  const data = countryData.parse(DATA[country])
  const order = orderOf(data.fmt ?? PLAIN)
  const latin = data.latin ? orderOf(data.latin) : order
  const postalCode = postalCodeOf(country, data)
  return {
    country,
    fields: order.map((name) => ({
      name,
      labels: LABELS[labelOf(name, data)],
      required: isRequired(name, country, data),
    })),
    ...(latin.join() === order.join() ? {} : { latinOrder: latin }),
    ...(postalCode ? { postalCode } : {}),
    regions: (data.regions ?? []).map(([key = '', name = '', latinName]) => ({
      value: BY_CODE.has(country) ? key : name,
      name,
      ...(latinName ? { latinName } : {}),
    })),
  }
}

/** The fields of a format in its order, and those that an order asks for wherever it goes. */
function orderOf(format: string): AddressField[] {
  const fields = [...format.matchAll(/%([NACSZ])/g)].flatMap(([, letter = '']) => FIELDS[letter] ?? [])
  if (!fields.includes('city')) fields.splice(placeOfCity(fields), 0, 'city')
  return [...fields, 'phone']
}

/** Between the region and the lines, whichever comes first. */
function placeOfCity(fields: readonly AddressField[]): number {
  const [region, lines] = [fields.indexOf('region'), fields.indexOf('line1')]
  return region >= 0 && region < lines ? lines : fields.indexOf('line2') + 1
}

function isRequired(name: AddressField, country: string, { require }: CountryData): boolean {
  const rule = ADDRESS_RULES[country]
  switch (name) {
    case 'line2':
      return false
    case 'region':
      return rule?.region === true || require.includes('S')
    case 'phone':
      return rule?.phone === true
    case 'name':
    case 'line1':
    case 'city':
      return true
    case 'postalCode':
      return needsPostalCode(country)
  }
}

/** By the rule that an order is held to, where there is one. */
function postalCodeOf(country: string, { postalCode, example }: CountryData): AddressFormat['postalCode'] {
  const rule = ADDRESS_RULES[country]
  const pattern = rule?.postalCode?.source ?? (postalCode && `^(?:${postalCode})$`)
  const shown = rule?.example ?? example
  return pattern ? { pattern, ...(shown ? { example: shown } : {}) } : undefined
}

function labelOf(
  name: AddressField,
  { region = 'province', city = 'city', code = 'postal' }: CountryData,
): Label {
  const found = name === 'region' ? region : name === 'city' ? city : name === 'postalCode' ? code : name
  return found in LABELS
    ? (found as Label)
    : name === 'region'
      ? 'province'
      : name === 'city'
        ? 'city'
        : 'postal'
}
