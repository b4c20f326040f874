import { expect, it } from 'vitest'
import { captured, operation } from '#contexts/payments/domain/captured-payment.fixtures.ts'
import type { Refund } from '#contexts/payments/domain/refund.ts'
import { SYSTEM } from '#shared/actor.ts'
import { isOnItsWay } from './on-its-way.ts'

const NOW = new Date('2026-11-27T12:00:00.000Z')
const SOON = new Date('2026-11-27T11:30:00.000Z').toISOString()
const HOUR_AGO = new Date('2026-11-27T11:00:00.000Z').toISOString()
const WEEK_AGO = new Date('2026-11-20T12:00:00.000Z').toISOString()
const MONTH_AGO = new Date('2026-10-28T12:00:00.000Z').toISOString()

const refund = (state: Refund['state'], createdAt: string): Refund => ({
  ...{ id: 're_1', amount: 100, state, operation, by: SYSTEM, createdAt },
})
const capturing = (startedAt: string) => ({
  payment: { ...captured, captured: 0, capturing: 100, capture: { ...operation, startedAt } },
  refunds: [],
})
const refunding = (state: Refund['state'], createdAt: string) => ({
  payment: { ...captured, refunding: 100 },
  refunds: [refund(state, createdAt)],
})

it.each([
  ['a capture of just now', capturing(SOON), true],
  ['a capture that nobody answered within an hour', capturing(HOUR_AGO), false],
  ['a refund of some days', refunding('pending', WEEK_AGO), true],
  ['a refund that nobody answered within a month', refunding('pending', MONTH_AGO), false],
  ['a refund that was answered', refunding('succeeded', SOON), false],
  ['nothing', { payment: captured, refunds: [] }, false],
] as const)('%s', (_, books, expected) => {
  expect(isOnItsWay(books, NOW)).toBe(expected)
})
