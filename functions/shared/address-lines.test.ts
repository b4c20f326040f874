import { describe, expect, it } from 'vitest'
import { addressLines } from './address-lines.ts'

const shinjuku = {
  name: '髙橋 花子',
  line1: '西新宿2-8-1',
  line2: '3階',
  city: '新宿区',
  region: '東京都',
  postalCode: '163-8001',
  country: 'JP',
}
const writing = (seenFrom: string, honorific = true) => ({ seenFrom, honorific })

describe('an address on a label', () => {
  it('goes from the large to the small in Japan, and addresses the recipient politely', () => {
    expect(addressLines(shinjuku, writing('JP'))).toEqual([
      '〒163-8001',
      '東京都新宿区西新宿2-8-1',
      '3階',
      '髙橋 花子 様',
    ])
    expect(addressLines(shinjuku, writing('JP', false)).at(-1)).toBe('髙橋 花子')
  })

  it('names the country where the parcel crosses a border', () => {
    expect(addressLines(shinjuku, writing('CA')).at(-1)).toBe('JAPAN')
  })

  it('goes from the name to the town where it is in Latin letters', () => {
    const latin = {
      ...shinjuku,
      name: 'Hanako',
      line1: '2-8-1 Nishi-Shinjuku',
      line2: '',
      city: 'Shinjuku',
      region: 'Tokyo',
    }
    expect(addressLines(latin, writing('JP'))).toEqual([
      'Hanako',
      '2-8-1 Nishi-Shinjuku',
      'Shinjuku Tokyo 163-8001',
    ])
  })

  it('has the postal code before the town where the country writes it so', () => {
    const warsaw = {
      name: 'Łukasz',
      line1: 'ul. Długa 1',
      city: 'Warszawa',
      postalCode: '00-916',
      country: 'PL',
    }
    expect(addressLines(warsaw, writing('PL'))).toEqual(['Łukasz', 'ul. Długa 1', '00-916 Warszawa'])
  })

  it('does without a postal code where there is none', () => {
    const hongKong = { name: '陳大文', line1: '彌敦道1號', city: '尖沙咀', region: '九龍', country: 'HK' }
    expect(addressLines(hongKong, writing('HK'))).toEqual(['九龍尖沙咀彌敦道1號', '陳大文 收'])
    const dubai = { name: 'Fatima', line1: 'Al Wasl Road 1', city: 'Dubai', country: 'AE' }
    expect(addressLines(dubai, writing('AE'))).toEqual(['Fatima', 'Al Wasl Road 1', 'Dubai'])
  })

  it('writes a municipality of China once', () => {
    const shanghai = {
      name: '张伟',
      line1: '世纪大道100号',
      city: '上海市',
      region: '上海市',
      postalCode: '200120',
      country: 'CN',
    }
    expect(addressLines(shanghai, writing('CN'))).toEqual(['200120', '上海市世纪大道100号', '张伟 收'])
  })
})
