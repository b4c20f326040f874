import { expect, it } from 'vitest'
import { checkSeenVersion } from './seen-version.ts'

it.each([
  ['nothing is there, and none was seen', undefined, undefined, 'seen'],
  ['the current one was seen', { version: 3 }, 3, 'seen'],
  ['nothing is there, but one was seen', undefined, 3, 'precondition_failed'],
  ['one is there, and none was seen', { version: 3 }, undefined, 'precondition_required'],
  ['an older one was seen', { version: 3 }, 2, 'precondition_failed'],
])('where %s', (_, known, ifMatch, outcome) => {
  const checked = checkSeenVersion('location', known, ifMatch)
  expect(checked.ok ? checked.value : checked.code).toBe(outcome)
})
