import { expect, it } from 'vitest'
import * as contract from '../contract/subscriptions.ts'
import { handler } from './on-event.ts'

it('handles the events that the context says it listens to', () => {
  expect(handler.subscriptions.map(({ definition }) => definition)).toEqual(contract.subscriptions)
})
