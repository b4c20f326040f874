import { describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { chooseOffer } from './choose-offer.ts'

const offer = (carrier: string, service: string, amount: number, code = 'JPY') => ({
  id: `${carrier}-${service}`,
  carrier,
  service,
  price: { amount, currency: currency.parse(code) },
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

  it('compares what carriers ask for in several currencies', () => {
    const dollars = offer('FedEx', 'FEDEX_GROUND', 5_000, 'USD')
    const canadian = offer('CanadaPost', 'RegularParcel', 6_000, 'CAD')
    const elsewhere = offer('USPS', 'Priority', 1, 'CHF')
    const dearer = offer('UPS', 'Ground', 2, 'CHF')
    const gone = { ...wanted, service: 'Gone' }
    expect(chooseOffer([dollars, canadian], gone)).toBe(canadian)
    expect(chooseOffer([elsewhere, dollars], gone)).toBe(dollars)
    expect(chooseOffer([dearer, elsewhere], gone)).toBe(elsewhere)
  })

  it('never takes one of another level', () => {
    expect(chooseOffer([timed], wanted)).toBeUndefined()
    expect(chooseOffer([], wanted)).toBeUndefined()
  })
})
