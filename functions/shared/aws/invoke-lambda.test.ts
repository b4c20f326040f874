import { createServer } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'

/** A Lambda service of the tests: keeps what it was asked. */
async function givenLambda(answer: { status?: number; headers?: Record<string, string>; body: string }) {
  const asked: { path: string; authorization: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request)
    const { authorization = '' } = request.headers
    asked.push({ path: request.url ?? '', authorization, body: Buffer.concat(chunks).toString() })
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`)
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a-key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret')
  vi.resetModules()
  const { invokeLambda } = await import('./invoke-lambda.ts')
  return { asked, invokeLambda }
}

const closing: (() => void)[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of closing.splice(0)) close()
})

test('asks by a signed request, and gives the answer as it is', async () => {
  const { asked, invokeLambda } = await givenLambda({ body: '{"outcome":"claimed"}' })
  expect(await invokeLambda('cartwright-test-orders-claim-hand-over', '{"a":1}')).toBe(
    '{"outcome":"claimed"}',
  )
  expect(asked).toMatchObject([
    {
      path: '/2015-03-31/functions/cartwright-test-orders-claim-hand-over/invocations',
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=a-key\/\d{8}\/us-east-1\/lambda\/aws4_request/,
      ),
      body: '{"a":1}',
    },
  ])
})

test.each([
  ['a function that failed', { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{}' }, 'Unhandled'],
  ['a refusal of the service', { status: 403, body: '{}' }, 'status 403'],
])('%s is a fault', async (_, answer, why) => {
  const { invokeLambda } = await givenLambda(answer)
  await expect(invokeLambda('f', '{}')).rejects.toThrow(`f failed: ${why}`)
})
