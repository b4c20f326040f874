import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { issueDetail } from './issue-detail.ts'
import { text } from './schemas.ts'

it.each<[string, z.ZodMiniType, unknown, string]>([
  ['nothing', z.string(), undefined, 'This must be given, of type string.'],
  ['another type', z.int(), 'one', 'This must be given, of type number.'],
  ['too small a number', z.int().check(z.minimum(1)), 0, 'At least 1.'],
  ['too short a list', z.array(z.int()).check(z.minLength(1)), [], 'At least 1 in the list.'],
  ['too long a text', z.string().check(z.maxLength(2)), 'abc', 'At most 2 characters.'],
  ['an unknown value', z.enum(['a', 'b']), 'c', 'One of: "a", "b".'],
  [
    'another form',
    z.string().check(z.regex(/^[A-Z]{2}$/)),
    'japan',
    'This must be a text like /^[A-Z]{2}$/.',
  ],
  ['no date', z.iso.date(), 'tomorrow', 'This must be a date.'],
  [
    'no time',
    z.iso.datetime(),
    '2026-11-20 03:04',
    'This must be a time in UTC, such as 2026-11-20T03:04:05Z.',
  ],
  ['no address of mails', z.email(), 'hanako@', 'This must be an email address.'],
  ['what a schema has words for', text(3), 'abcd', 'at most 3 characters'],
])('says what is allowed where %s was given', (_, schema, given, detail) => {
  const issues = z.safeParse(schema, given).error?.issues ?? []
  expect(issues.map(issueDetail)).toEqual([detail])
})
