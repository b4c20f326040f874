import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { makeOpenApi } from '#contexts/reference/domain/openapi.ts'
import { price } from '#shared/money.ts'
import { defineOperation, type Operation } from '#shared/operation.ts'
import { breakingChanges } from '../../tools/breaking-changes.ts'

const body = z.strictObject({
  size: z.enum(['s', 'm', 'l']),
  count: z.int().check(z.maximum(10)),
  note: z.optional(z.string()),
})
const answer = z.strictObject({
  id: z.string(),
  parts: z.array(z.strictObject({ price, weight: z.int() })),
})

const thing: Operation = defineOperation({
  id: 'makeThing',
  context: 'catalog',
  method: 'POST',
  path: '/v1/things',
  summary: 'Make a thing',
  access: 'public',
  query: z.strictObject({ lang: z.optional(z.string()) }),
  body,
  answer,
})

const comparedWith = (...operations: Operation[]) =>
  breakingChanges(makeOpenApi([thing], '1'), makeOpenApi(operations, '1'))

const BODY = 'POST /v1/things, body'
const ANSWER = 'POST /v1/things, answer 200'

describe('what breaks clients', () => {
  const breaking: [string, Partial<Operation>, string][] = [
    ['another path', { path: '/v1/stuff' }, 'POST /v1/things: is gone'],
    [
      'a token that was not needed',
      { access: 'catalog:write' },
      'POST /v1/things: needs another token than before',
    ],
    ['a header that is required', { idempotent: true }, 'POST /v1/things: Idempotency-Key is required now'],
    ['a query parameter that is gone', { query: undefined }, 'POST /v1/things: lang is not taken any more'],
    ['another status', { status: 201 }, `${ANSWER}: is gone as application/json`],
    [
      'a value that is gone',
      { body: z.strictObject({ ...body.shape, size: z.enum(['s', 'm']) }) },
      `${BODY}/size: "l" is not taken any more`,
    ],
    [
      'another type',
      { body: z.strictObject({ ...body.shape, count: z.string() }) },
      `${BODY}/count: was integer, is string`,
    ],
    [
      'a lower limit',
      { body: z.strictObject({ ...body.shape, count: z.int().check(z.maximum(9)) }) },
      `${BODY}/count: maximum was 10, is 9`,
    ],
    [
      'a field that must be sent',
      { body: z.strictObject({ ...body.shape, note: z.string() }) },
      `${BODY}/note: is required now`,
    ],
    ['a field that is not taken', { body: z.omit(body, { note: true }) }, `${BODY}/note: is gone`],
    ['a field that is not answered', { answer: z.omit(answer, { id: true }) }, `${ANSWER}/id: is gone`],
    [
      'a field that may be missing',
      { answer: z.partial(answer, { id: true }) },
      `${ANSWER}/id: may be missing now`,
    ],
    [
      'a field deep inside an answer',
      { answer: z.strictObject({ ...answer.shape, parts: z.array(z.strictObject({ price })) }) },
      `${ANSWER}/parts[]/weight: is gone`,
    ],
  ]
  it.each(breaking)('%s', (_, change, said) => {
    expect(comparedWith({ ...thing, ...change })).toEqual([said])
  })
})

describe('what breaks nobody', () => {
  it.each<[string, Partial<Operation>]>([
    ['nothing at all', {}],
    ['another summary', { summary: 'Make it' }],
    ['a field that may be sent', { body: z.strictObject({ ...body.shape, color: z.optional(z.string()) }) }],
    ['a value more', { body: z.strictObject({ ...body.shape, size: z.enum(['s', 'm', 'l', 'xl']) }) }],
    ['a higher limit', { body: z.strictObject({ ...body.shape, count: z.int().check(z.maximum(11)) }) }],
    ['a field more in the answer', { answer: z.strictObject({ ...answer.shape, color: z.string() }) }],
    ['one refusal more', { refusals: ['conflict'] }],
  ])('%s', (_, change) => {
    expect(comparedWith({ ...thing, ...change })).toEqual([])
  })

  it('a new operation', () => {
    expect(comparedWith(thing, { ...thing, id: 'getThings', method: 'GET', body: undefined })).toEqual([])
  })
})
