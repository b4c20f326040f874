import { describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { chooseOffer } from './choose-offer.ts'

const offer = (carrier: string, service: string, amount: number) => ({
  id: `${carrier}-${service}`,
  carrier,
  service,
  price: { amount, currency: currency.parse('JPY') },
})

const yamato = offer('KuronekoYamato', 'TaQBin', 930)
const timed = offer('KuronekoYamato', 'TaQBinTime', 1410)
const post = offer('JPPost', 'YuPack', 870)
const dhl = offer('DHLExpress', 'DomesticExpress', 2240)

const wanted = { level: 'standard', carrier: 'KuronekoYamato', service: 'TaQBin' }

describe('choosing an offer', () => {
  it('takes the service that was ordered, though another is cheaper', () => {
    expect(chooseOffer([post, yamato, timed], wanted)).toBe(yamato)
  })

  it('else takes the cheapest of the same level', () => {
    expect(chooseOffer([timed, post, dhl], wanted)).toBe(post)
    expect(chooseOffer([dhl, post, timed], { ...wanted, level: 'express', service: 'Gone' })).toBe(timed)
  })

  it('never takes one of another level', () => {
    expect(chooseOffer([timed], wanted)).toBeUndefined()
    expect(chooseOffer([], wanted)).toBeUndefined()
  })
})
