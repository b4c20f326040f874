import { expect, test } from 'vitest'
import { askJson } from './json-api.ts'

/** A service that gives one answer after the other, the last of them again and again. */
function givenService(...answers: readonly [status: number, body: string][]) {
  const asked: { url: string; target: unknown; body: unknown }[] = []
  const fetch = async (url: unknown, init?: { headers?: unknown; body?: unknown } | null) => {
    const { 'x-amz-target': target } = Object(init?.headers)
    asked.push({ url: String(url), target, body: init?.body })
    const [status, body] = answers[Math.min(asked.length, answers.length) - 1] ?? [500, '']
    return new Response(body, { status })
  }
  return { asked, api: { endpoint: 'http://kms.test', client: { fetch } } }
}

const TARGET = 'TrentService.Decrypt'

test('asks for an action, and gives what was answered', async () => {
  const { asked, api } = givenService([200, '{"Plaintext":"AA=="}'])
  expect(await askJson(api, TARGET, { KeyId: 'a' })).toEqual({ ok: true, body: { Plaintext: 'AA==' } })
  expect(asked).toEqual([{ url: 'http://kms.test/', target: TARGET, body: '{"KeyId":"a"}' }])
})

test('asks again where it was too often, and not for ever', async () => {
  const throttled = [400, '{"__type":"ThrottlingException"}'] as const
  const once = givenService([...throttled], [200, '{}'])
  expect(await askJson(once.api, TARGET, {})).toEqual({ ok: true, body: {} })
  const always = givenService([...throttled])
  expect(await askJson(always.api, TARGET, {})).toMatchObject({ ok: false, type: 'ThrottlingException' })
  expect(always.asked).toHaveLength(5)
})

test.each([
  [400, '{"__type":"com.amazonaws.kms#NotFoundException","message":"x"}', 'NotFoundException'],
  [400, '{"message":"x"}', 'unknown'],
  [502, '<html>', 'unknown'],
])('a refusal is told by its type: %i %s', async (status, body, type) => {
  const { asked, api } = givenService([status, body])
  expect(await askJson(api, TARGET, {})).toEqual({ ok: false, status, type })
  expect(asked).toHaveLength(1)
})
