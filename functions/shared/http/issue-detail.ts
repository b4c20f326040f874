import type * as z from 'zod/mini'

/** What zod/mini says where a schema gives no message of its own. */
const NO_MESSAGE = 'Invalid input'

/** What is allowed where something else was given; zod/mini has no words of its own for it. */
export function issueDetail(issue: z.core.$ZodIssue): string {
  if (issue.message !== NO_MESSAGE) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `This must be given, of type ${issue.expected}.`
    case 'too_small':
      return `At least ${issue.minimum}${unitOf(issue.origin)}.`
    case 'too_big':
      return `At most ${issue.maximum}${unitOf(issue.origin)}.`
    case 'invalid_value':
      return `One of: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`
    case 'invalid_format':
      return `This must be ${issue.format === 'regex' ? `a text like ${issue.pattern ?? ''}` : formatOf(issue.format)}.`
    default:
      return 'This is not as the API describes.'
  }
}

const formatOf = (format: string): string =>
  ({ email: 'an email address', datetime: 'a time in UTC, such as 2026-11-20T03:04:05Z' })[format] ??
  `a ${format}`

const unitOf = (origin: string): string => ({ string: ' characters', array: ' in the list' })[origin] ?? ''
