import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ORDER } from '../testing.ts'
import { addScan, attachLabel, getLabel, listShipments } from './operations.ts'

const takes = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success

describe('what the operations take', () => {
  it.each([
    [{ orderId: ORDER }, true],
    [{ trackingNumber: 'CW000000000000000018', limit: '5' }, true],
    [{}, false],
    [{ orderId: ORDER, trackingNumber: '1' }, false],
    [{ orderId: 'ord_1' }, false],
    [{ trackingNumber: 'with space' }, false],
  ])('lists by order or by tracking number: %j', (query, isTaken) => {
    expect(takes(listShipments.query, query)).toBe(isTaken)
  })

  it.each([
    [{ status: 'delivered' }, true],
    [{ status: 'delivered', at: '2026-11-24T01:00:00Z', place: '新宿 🎁', signedBy: 'x'.repeat(200) }, true],
    [{ status: 'cancelled' }, false],
    [{ status: 'delivered', at: 'today' }, false],
    [{ status: 'delivered', description: 'x'.repeat(301) }, false],
    [{ status: 'delivered', when: 'now' }, false],
    [{}, false],
  ])('scans %j', (body, isTaken) => {
    expect(takes(addScan.body, body)).toBe(isTaken)
  })

  it.each([
    [{ carrier: 'Sagawa', trackingNumber: '501234567890' }, true],
    [{ carrier: '', trackingNumber: '501234567890' }, false],
    [{ carrier: 'Sagawa', trackingNumber: '日本' }, false],
    [{ carrier: 'Sagawa' }, false],
  ])('attaches %j', (body, isTaken) => {
    expect(takes(attachLabel.body, body)).toBe(isTaken)
  })

  it('prints PDF unless ZPL is asked for', () => {
    expect(z.parse(getLabel.query, {})).toEqual({ format: 'pdf' })
    expect(takes(getLabel.query, { format: 'png' })).toBe(false)
  })
})
