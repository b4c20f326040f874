import { describe, expect, it } from 'vitest'
import { type FaultSwitch, makeSwitchboard, takeFault } from './switches.ts'

describe('a switchboard', () => {
  it('takes the most particular switch that fits', () => {
    const switches = makeSwitchboard<string>()
    switches.set({}, 'all')
    switches.set({ reference: 'op-1' }, 'one')
    switches.set({ reference: 'op-1', path: '/buy' }, 'its purchase')

    expect(switches.for({ reference: 'op-2' })).toBe('all')
    expect(switches.for({ reference: 'op-1', path: '/v2/shipments' })).toBe('one')
    expect(switches.for({ reference: 'op-1', path: '/v2/shipments/shp_1/buy' })).toBe('its purchase')
  })

  it('replaces the switch for the same match, and wants all of a match to fit', () => {
    const switches = makeSwitchboard<string>()
    switches.set({ toName: 'Recipient', trackingNumber: '1Z' }, 'before')
    switches.set({ trackingNumber: '1Z', toName: 'Recipient' }, 'after')

    expect(switches.for({ trackingNumber: '1Z', toName: 'Recipient' })).toBe('after')
    expect(switches.for({ trackingNumber: '1Z', toName: 'Somebody else' })).toBeUndefined()
  })
})

describe('takeFault', () => {
  it('gives a fault as often as it says', () => {
    const faults = makeSwitchboard<FaultSwitch>()
    faults.set({}, { status: 503, delayMs: 0, loseReply: false, times: 2, match: {} })

    const taken = [1, 2, 3].map(() => takeFault(faults, { reference: 'op-1' })?.status)

    expect(taken).toEqual([503, 503, undefined])
  })
})
