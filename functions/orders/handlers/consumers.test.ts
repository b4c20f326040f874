import { expect, test } from 'vitest'
import type { EventDefinition } from '#shared/events.ts'
import { jobSubscriptions, starterSubscriptions, subscriptions } from '../contract/subscriptions.ts'

const names = (definitions: readonly EventDefinition[]) =>
  definitions.map(({ type, schema }) => `${type} ${schema}`).sort()

test.each([
  ['on-event', subscriptions, () => import('./on-event.ts')],
  ['starter', starterSubscriptions, () => import('./starter.ts')],
  ['jobs', jobSubscriptions, () => import('./jobs.ts')],
] as const)('%s handles what its queue is given by the contract', async (_, listed, load) => {
  const { handler } = await load()
  expect(names(handler.subscriptions.map(({ definition }) => definition))).toEqual(names(listed))
})
