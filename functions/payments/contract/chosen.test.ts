import { expect, test } from 'vitest'
import { giftCardIdOf, makeGiftCardCode } from '#contexts/checkout/contract/gift-card-code.ts'
import { chosenOf } from './chosen.ts'

const [one, other] = [makeGiftCardCode(() => 1), makeGiftCardCode(() => 2)]
const card = { kind: 'card', paymentMethodId: 'pm_card_visa' } as const

test('codes of gift cards become their ids, each once', () => {
  const ids = [giftCardIdOf(one), giftCardIdOf(other)]
  const giftCards = [one, other, one.toLowerCase()]
  expect(chosenOf({ ...card, giftCards })).toEqual({ ok: true, value: { ...card, giftCards: ids } })
  expect(chosenOf({ kind: 'gift_card', giftCards })).toEqual({
    ok: true,
    value: { kind: 'gift_card', giftCards: ids },
  })
})

test('none is not the same as nothing said of them', () => {
  expect(chosenOf(card)).toEqual({ ok: true, value: card })
  expect(chosenOf({ ...card, giftCards: [] })).toEqual({ ok: true, value: { ...card, giftCards: [] } })
})

test('another way to pay stays as it is', () => {
  const store = { kind: 'delayed', method: 'store' } as const
  expect(chosenOf(store)).toEqual({ ok: true, value: store })
})

test('a mistyped code is refused where it stands', () => {
  const mistyped = `${one.slice(0, -1)}${one.endsWith('2') ? '3' : '2'}`
  expect(chosenOf({ ...card, giftCards: [one, mistyped] })).toMatchObject({
    ok: false,
    code: 'gift_card_invalid',
    errors: [{ pointer: '/payment/giftCards/1', code: 'gift_card_invalid' }],
  })
})
