import { describe, expect, it } from 'vitest'
import { HOLD_REASONS } from '#contexts/orders/contract/types.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { SAMPLE_ORDER, sampleEvents } from '../samples.ts'
import { givenNotifications } from '../testing.ts'

const events = sampleEvents('ja')

describe('a hold', () => {
  it.each(HOLD_REASONS)('for %s is told in neutral words, or asks for what is wanted', async (reason) => {
    const given = givenNotifications()
    await given.change.held({ ...events.held, data: { ...events.held.data, reason } })
    const told = reason === 'payment' ? [] : [reason === 'address' ? 'address_wanted' : 'checking']
    expect(given.mails.map(({ mail }) => mail.kind)).toEqual(told)
  })

  it('by a second rule is not told again', async () => {
    const given = givenNotifications()
    await given.change.held(events.held)
    await given.change.held({
      ...events.held,
      data: { ...events.held.data, holdId: 'hld_9', reason: 'amount' },
    })
    expect(given.mails).toHaveLength(1)
  })

  it('for an address has a link that corrects it until the deadline, and does nothing else', async () => {
    const given = givenNotifications()
    await given.change.held(events.addressWanted)
    const url = JSON.stringify(given.mails[0]?.mail.blocks).match(/correct\/([\w-]+)/)?.[1] ?? ''
    const tokens = makeOrderTokens(aSecret('another secret of the tests'))
    const deadline = new Date(events.addressWanted.data.deadline)
    expect(await tokens.verifyForAct('correct', url, new Date(deadline.getTime() - 1_000))).toBe(SAMPLE_ORDER)
    expect(await tokens.verifyForAct('correct', url, deadline)).toBeUndefined()
    expect(await tokens.verifyForAct('pay', url, new Date(0))).toBeUndefined()
  })
})

it('lines that are all that is left are not told of: the end of their order is', async () => {
  const given = givenNotifications()
  const { linesCancelled, returned } = events
  await given.change.linesCancelled({ ...linesCancelled, data: { ...linesCancelled.data, endsOrder: true } })
  await given.order.returned(returned)
  expect(given.mails.map(({ mail }) => mail.kind)).toEqual(['returned'])
  expect(JSON.stringify(given.mails)).not.toContain(returned.data.reason)
})

describe('a delay', () => {
  it('is told once for each new date', async () => {
    const given = givenNotifications()
    const until = (latest: string) => ({
      ...events.delayed,
      data: { ...events.delayed.data, promise: { earliest: latest, latest } },
    })
    for (const latest of ['2026-11-30', '2026-11-30', '2026-12-02']) await given.change.delayed(until(latest))
    expect(given.mails).toHaveLength(2)
  })
})

describe('changes of lines', () => {
  it('are told each, each once', async () => {
    const given = givenNotifications()
    const nth = (change: number) => ({
      ...events.linesCancelled,
      data: { ...events.linesCancelled.data, change },
    })
    for (const change of [1, 1, 2]) await given.change.linesCancelled(nth(change))
    expect(given.mails).toHaveLength(2)
  })
})

describe('a refund', () => {
  it('is told once, however often its event comes', async () => {
    const given = givenNotifications()
    await given.payment.refunded(events.refunded)
    await given.payment.refunded(events.refunded)
    await given.payment.refunded({ ...events.refunded, data: { ...events.refunded.data, refundId: 'ref_2' } })
    expect(given.mails).toHaveLength(2)
  })
})

describe('a reminder', () => {
  it('is sent once for each deadline', async () => {
    const given = givenNotifications()
    await given.payment.reminder(events.paymentReminder)
    await given.payment.reminder({ ...events.paymentReminder, id: events.delayed.id })
    expect(given.mails).toHaveLength(1)
  })
})
