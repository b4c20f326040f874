import { describe, expect, it } from 'vitest'
import { ADDRESS_RULES, needsPostalCode } from '#contexts/orders/contract/address-rules.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { addressFormat } from '../../contract/address-formats.ts'
import { addressFormatOf } from './address-format.ts'
import countries from './countries.json' with { type: 'json' }

function formatOf(country: string) {
  const found = addressFormatOf(country)
  if (!found) throw new Error(`no format of ${country}`)
  return found
}
const order = (country: string) => formatOf(country).fields.map(({ name }) => name)

describe('how an address is asked for', () => {
  it('in Japan: from the large to the small, in Latin letters the other way round', () => {
    const { fields, latinOrder, postalCode, regions } = formatOf('JP')
    expect(order('JP')).toEqual(['postalCode', 'region', 'city', 'line1', 'line2', 'name', 'phone'])
    expect(latinOrder).toEqual(['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'])
    expect(fields[1]).toEqual({
      name: 'region',
      labels: { en: 'Prefecture', ja: '都道府県', 'zh-Hans': '都道府县' },
      required: true,
    })
    expect(new RegExp(postalCode?.pattern ?? '').test(postalCode?.example ?? '')).toBe(true)
    expect(regions).toHaveLength(47)
    expect(regions[12]).toEqual({ value: '東京都', name: '東京都', latinName: 'Tokyo' })
  })

  it('in the United States: states by their code, and a ZIP code', () => {
    const { fields, regions, latinOrder } = formatOf('US')
    expect(order('US')).toEqual(['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone'])
    expect(latinOrder).toBeUndefined()
    expect(fields.map(({ labels }) => labels.en).slice(3, 6)).toEqual(['City', 'State', 'ZIP code'])
    expect(regions).toContainEqual({ value: 'NY', name: 'New York' })
  })

  it('in Germany: the postal code before the city, and no region', () => {
    expect(order('DE')).toEqual(['name', 'line1', 'line2', 'postalCode', 'city', 'phone'])
    expect(formatOf('DE').regions).toEqual([])
  })

  it('in China: with a phone number, without which nobody delivers', () => {
    expect(
      formatOf('CN')
        .fields.filter(({ required }) => !required)
        .map(({ name }) => name),
    ).toEqual(['line2'])
  })

  it('in Hong Kong and the Emirates: without a postal code; in Ireland with one that may be left out', () => {
    expect(order('HK')).toEqual(['region', 'city', 'line1', 'line2', 'name', 'phone'])
    expect(order('AE')).not.toContain('postalCode')
    expect(formatOf('IE').fields).toContainEqual(
      expect.objectContaining({ name: 'postalCode', required: false }),
    )
  })

  it('of no country there is none', () => {
    expect(addressFormatOf('XX')).toBeUndefined()
    expect(addressFormatOf('toString')).toBeUndefined()
  })

  it.each(Object.entries<{ fmt?: string; require: string }>(countries))(
    'of %s: all that an order asks for, each once, in each language',
    (country, data) => {
      const format = addressFormat.parse(formatOf(country))
      const names = order(country)
      expect(new Set(names).size).toBe(names.length)
      expect(names).toEqual(expect.arrayContaining(['name', 'line1', 'city', 'phone']))
      for (const { labels } of format.fields)
        expect(Object.keys(labels).sort()).toEqual([...LANGUAGES].sort())
      const { pattern, example } = format.postalCode ?? {}
      if (pattern && example) expect(example).toMatch(new RegExp(pattern))
      const { fmt = '', require } = data
      const asked = format.fields.find(({ name }) => name === 'postalCode')?.required
      expect(asked).toBe(fmt.includes('%Z') ? require.includes('Z') : undefined)
      expect(needsPostalCode(country)).toBe(asked ?? false)
    },
  )

  it.each(Object.entries(ADDRESS_RULES))(
    'of %s asks for what an order is refused without',
    (country, rule) => {
      const required = new Set(
        formatOf(country).fields.flatMap(({ name, required: is }) => (is ? [name] : [])),
      )
      if (rule.region) expect(required).toContain('region')
      if (rule.phone) expect(required).toContain('phone')
    },
  )
})
