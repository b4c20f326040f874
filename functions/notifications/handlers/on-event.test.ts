import { expect, it } from 'vitest'
import * as contract from '../contract/subscriptions.ts'
import { subscriptions } from './on-event.ts'

it('handles the events that the context says it listens to', () => {
  expect(subscriptions.map(({ definition }) => definition)).toEqual(contract.subscriptions)
})
