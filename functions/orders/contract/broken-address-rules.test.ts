import { describe, expect, it } from 'vitest'
import type { PostalAddress } from '#shared/address.ts'
import { brokenAddressRules } from './broken-address-rules.ts'

/** Of countries whose regions are known. */
const REGIONS: Readonly<Record<string, string>> = { CA: 'Québec', US: 'CA' }

const address = (country: string, changes: Partial<PostalAddress> = {}): PostalAddress => ({
  ...{ name: 'Ada Lovelace', line1: '1 Dorset Street', city: 'London' },
  ...{ region: REGIONS[country] ?? 'X', phone: '+4912345', postalCode: 'none', country },
  ...changes,
})
const broken = (given: PostalAddress, phone?: string) =>
  brokenAddressRules(given, { phone }).map(({ pointer }) => pointer)
const isTaken = (country: string, postalCode: string) => broken(address(country, { postalCode })).length === 0

/** Postal codes as they are written, and what is none: a place too many or too few, a letter for a digit. */
const COUNTRIES: [country: string, right: string[], wrong: string[]][] = [
  ['AT', ['1010'], ['101', '10100', 'A010']],
  ['AU', ['2060'], ['206', '20600', 'A060']],
  ['BE', ['1000'], ['100', '10000', 'A000']],
  [
    'BR',
    ['40301-110', '40301110'],
    ['4030-110', '140301-110', '40301-1100', '40301-11', 'A0301-110', '40301-11A'],
  ],
  [
    'CA',
    ['H3Z 2Y7', 'H3Z2Y7', 'h3z 2y7'],
    ['D3Z 2Y7', 'HH3Z 2Y7', 'H3Z 2Y77', 'HAZ 2Y7', 'H33 2Y7', 'H3Z AY7', 'H3Z 227', 'H3Z 2YA'],
  ],
  ['CH', ['2544'], ['254', '25440', 'A544']],
  ['CN', ['266033'], ['26603', '2660330', 'A66033']],
  ['DE', ['26133'], ['2613', '261330', 'A6133']],
  ['DK', ['8660'], ['866', '86600', 'A660']],
  ['ES', ['28039'], ['2803', '280390', 'A8039']],
  ['FI', ['00550'], ['0055', '005500', 'A0550']],
  ['FR', ['33380', '33 380'], ['3338', '333800', '133 380', 'A3380', '3338A']],
  [
    'GB',
    ['EC1Y 8SY', 'EC1Y8SY', 'M1 1AE', 'M60 1NW', 'CR2 6XH', 'W1A 0AX', 'GIR 0AA', 'GIR0AA'],
    [
      '1EC1Y 8SY',
      'EC1Y 8SYX',
      'ECX1Y 8SY',
      '11 1AE',
      'MM 1AE',
      'M1! 1AE',
      'M1 AAE',
      'M1 11E',
      'M1 1A',
      'XGIR 0AA',
      'GIR 0AAX',
    ],
  ],
  ['IT', ['00144'], ['0014', '001440', 'A0144']],
  [
    'JP',
    ['154-0023', '1540023', '１５４－００２３', ' 154-0023 '],
    ['15-0023', '1154-0023', '154-00234', '154-002', 'A54-0023', '154-002A'],
  ],
  ['KR', ['03051'], ['0305', '030510', 'A3051']],
  [
    'NL',
    ['1234 AB', '1234AB'],
    ['0234 AB', '11234 AB', '123 AB', '1234 A', '1234 ABC', '123A AB', '1234 12'],
  ],
  ['NZ', ['6001'], ['600', '60010', 'A001']],
  ['PL', ['00-950'], ['00950', '0-950', '000-950', '00-9500', '00-95', 'A0-950', '00-95A']],
  ['PT', ['2725-079'], ['2725079', '725-079', '22725-079', '2725-0790', '2725-07', 'A725-079', '2725-07A']],
  ['SE', ['115 52', '11552'], ['15 52', '1115 52', '115 522', '115 5', 'A15 52', '115 5A']],
  ['SG', ['546080'], ['54608', '5460800', 'A46080']],
  [
    'US',
    ['95014', '95014-1234'],
    ['9501', '950140', '195014-1234', '95014-123', '95014-12345', 'A5014', '95014-123A'],
  ],
]

describe('a postal code', () => {
  it.each(COUNTRIES)('of %s is one of %j, and none of %j', (country, right, wrong) => {
    expect(right.filter((code) => !isTaken(country, code))).toEqual([])
    expect(wrong.filter((code) => isTaken(country, code))).toEqual([])
  })

  it.each(COUNTRIES)('of %s that is wrong is told with one that would be right', (country) => {
    const [error] = brokenAddressRules(address(country))
    const example = / one looks like (.+)\.$/.exec(error?.detail ?? '')?.[1] ?? ''
    expect(error).toMatchObject({ pointer: '/shippingAddress/postalCode', code: 'address_invalid' })
    expect(isTaken(country, example)).toBe(true)
  })

  it.each(COUNTRIES)('of %s cannot be left out', (country) => {
    expect(broken(address(country, { postalCode: undefined }))).toEqual(['/shippingAddress/postalCode'])
  })

  it('may be left out where there is none', () => {
    expect(broken(address('HK', { postalCode: undefined }))).toEqual([])
    expect(brokenAddressRules(address('MX', { postalCode: undefined }))).toMatchObject([
      { detail: 'Addresses in MX need a postal code.' },
    ])
  })

  it('of a country that is not listed is whatever the customer says', () => {
    expect(isTaken('IE', 'none')).toBe(true)
  })
})

it.each(COUNTRIES)(
  'an address in %s names its region and phone where couriers need them',
  (country, [postalCode = '']) => {
    const bare = address(country, { postalCode, region: undefined, phone: undefined })
    const region = ['AU', 'BR', 'CA', 'CN', 'US'].includes(country) ? ['/shippingAddress/region'] : []
    const phone = country === 'CN' ? ['/shippingAddress/phone'] : []
    expect(broken(bare)).toEqual([...region, ...phone])
    expect(broken(bare, '+861234567')).toEqual(region)
    expect(broken({ ...bare, phone: '+861234567' })).toEqual(region)
  },
)

it.each([
  ['CA', 'Toronto', 'H3Z 2Y7', 'Toronto is no region of CA: send its name, or its code of AB, BC, '],
  ['US', 'QC', '95014', 'QC is no region of US: send its name, or its code of AL, AK, '],
])('in %s, %s is no region, and those that are ones are told', (country, region, postalCode, detail) => {
  const told = [{ pointer: '/shippingAddress/region', detail: expect.stringContaining(detail) }]
  expect(brokenAddressRules(address(country, { region, postalCode }))).toMatchObject(told)
  expect(isTaken(country, postalCode)).toBe(true)
})

it.each(['ZZ', 'QQ', 'EU', 'XA'])('%s is no country, which is told before all else', (country) => {
  expect(brokenAddressRules(address(country), { pointer: '/address' })).toMatchObject([
    { pointer: '/address/country', code: 'address_invalid' },
  ])
})
