import { describe, expect, it } from 'vitest'
import { captured } from './captured-payment.fixtures.ts'
import { type GatewayDispute, observeDispute } from './dispute.ts'
import { evolve } from './evolve.ts'
import { newPayment, type Payment } from './payment.ts'

const refunded: Payment = { ...captured, status: 'refunded', refunded: 3_300 }

const shown = (status: GatewayDispute['status'], changes: Partial<GatewayDispute> = {}): GatewayDispute => ({
  id: 'du_1',
  status,
  reason: 'fraudulent',
  amount: 3_300,
  evidenceDueBy: '2026-11-27T03:00:00.000Z',
  isInquiry: false,
  ...changes,
})

const seen = (payment: Payment, ...disputes: GatewayDispute[]): Payment =>
  disputes.reduce((now, one) => observeDispute(now, one).reduce(evolve, now), payment)

const typesOf = (payment: Payment, dispute: GatewayDispute) =>
  observeDispute(payment, dispute).map((fact) => (fact.type === 'attention_needed' ? fact.reason : fact.type))

const asked = shown('open', { isInquiry: true })

describe('a dispute', () => {
  it('is recorded with its deadline, once', () => {
    const open = seen(captured, shown('open'))
    expect(open).toMatchObject({
      status: 'disputed',
      dispute: { id: 'du_1', status: 'open', evidenceDueBy: '2026-11-27T03:00:00.000Z' },
    })
    expect(observeDispute(open, shown('open'))).toEqual([])
  })

  it.each([
    ['captured', captured],
    ['partially_refunded', { ...captured, status: 'partially_refunded', refunded: 300 } as Payment],
  ])('that is won makes the payment %s again', (status, payment) => {
    expect(seen(payment, shown('open'), shown('won'))).toMatchObject({ status, dispute: { status: 'won' } })
  })

  it('that is lost keeps the payment disputed, whatever comes late', () => {
    const lost = seen(captured, shown('open'), shown('lost'))
    expect(lost).toMatchObject({ status: 'disputed', dispute: { status: 'lost' } })
    expect(observeDispute(lost, shown('open'))).toEqual([])
    expect(observeDispute(lost, shown('won'))).toEqual([])
  })

  it('that was opened and decided unheard is told whole', () => {
    expect(typesOf(captured, shown('lost'))).toEqual(['dispute_opened', 'dispute_closed'])
    expect(seen(captured, shown('won'))).toMatchObject({ status: 'captured' })
  })

  it('of what was given back changes no amount and no status, and is for a person', () => {
    expect(typesOf(refunded, shown('open'))).toEqual(['dispute_opened', 'dispute_after_refund'])
    const { dispute, ...rest } = seen(refunded, shown('open'), shown('lost'))
    expect(rest).toEqual(refunded)
    expect(dispute).toMatchObject({ status: 'lost' })
  })

  it('that only asks takes no money, and is for a person', () => {
    expect(typesOf(captured, asked)).toEqual(['dispute_opened', 'dispute_inquiry'])
    expect(seen(captured, asked, shown('won', { isInquiry: true }))).toMatchObject({ status: 'captured' })
  })

  it('may follow one that was decided, which never comes back', () => {
    const second = seen(captured, shown('won'), shown('open', { id: 'du_2' }))
    expect(second).toMatchObject({ status: 'disputed', dispute: { id: 'du_2' } })
    expect(observeDispute(second, shown('won'))).toEqual([])
    expect(seen(second, shown('won', { id: 'du_2' }), shown('won'))).toMatchObject({
      status: 'captured',
      dispute: { id: 'du_2' },
    })
  })

  it('is the only one as long as it is open', () => {
    const open = seen(captured, shown('open'))
    expect(observeDispute(open, shown('open', { id: 'du_2' }))).toEqual([])
    expect(observeDispute(open, shown('won', { id: 'du_2' }))).toEqual([])
  })

  it('that only asked and becomes a chargeback takes the money, once', () => {
    const inquiry = seen(captured, asked)
    expect(typesOf(inquiry, shown('open'))).toEqual(['dispute_opened'])
    const taken = seen(inquiry, shown('open'))
    expect(taken).toMatchObject({ status: 'disputed', dispute: { id: 'du_1', isInquiry: false } })
    expect(observeDispute(taken, shown('open'))).toEqual([])
    expect(observeDispute(taken, asked)).toEqual([])
    expect(seen(taken, shown('won'))).toMatchObject({ status: 'captured' })
  })

  it('that only asked and was lost unheard is told whole', () => {
    const lost = seen(captured, asked, shown('lost'))
    expect(typesOf(seen(captured, asked), shown('lost'))).toEqual(['dispute_opened', 'dispute_closed'])
    expect(lost).toMatchObject({ status: 'disputed', dispute: { status: 'lost' } })
  })

  it('that only asks gives way to a chargeback under another id, and never to an old one', () => {
    const inquiry = seen(captured, asked)
    const second = seen(inquiry, shown('open', { id: 'du_2' }))
    expect(second).toMatchObject({ status: 'disputed', dispute: { id: 'du_2', isInquiry: false } })
    expect(observeDispute(second, asked)).toEqual([])
    expect(observeDispute(inquiry, shown('won', { id: 'du_0' }))).toEqual([])
    expect(observeDispute(inquiry, { ...asked, id: 'du_2' })).toEqual([])
  })

  it('that only asks and is over leaves a payment disputed that was lost before', () => {
    const lost = seen(captured, shown('lost'))
    const closed = seen(lost, { ...asked, id: 'du_2' }, { ...asked, id: 'du_2', status: 'won' })
    expect(closed).toMatchObject({ status: 'disputed', dispute: { id: 'du_2', status: 'won' } })
  })

  it('that becomes a chargeback after all was given back is for a person, once', () => {
    const inquiry = seen(refunded, asked)
    expect(typesOf(inquiry, shown('open'))).toEqual(['dispute_opened', 'dispute_after_refund'])
    expect(observeDispute(seen(inquiry, shown('open')), shown('open'))).toEqual([])
  })

  it.each([
    ['asked only, where the payment is not disputed', 'captured', ['dispute_opened']],
    ['took the money, where the payment is disputed', 'disputed', []],
  ] as const)('that was noted before this was known %s', (_, status, told) => {
    const { isInquiry: __, ...dispute } = shown('open')
    expect(typesOf({ ...captured, status, dispute }, shown('open'))).toEqual(told)
  })

  it('of what was never captured is nothing', () => {
    expect(observeDispute(newPayment(captured), shown('open'))).toEqual([])
  })
})
