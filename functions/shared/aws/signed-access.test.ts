import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { RETRIES, signedAccess } from './signed-access.ts'

const ANSWER = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nOK'

/** A service that breaks off so many connections before it answers one. */
async function givenService({ broken }: { broken: number }) {
  let connections = 0
  const server = createServer((socket: Socket) => {
    connections += 1
    if (connections <= broken) socket.resetAndDestroy()
    else socket.once('data', () => socket.end(ANSWER))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`)
  return { connections: () => connections }
}

const closing: (() => void)[] = []
afterEach(() => {
  vi.unstubAllEnvs()
  for (const close of closing.splice(0)) close()
})

async function askOnce(): Promise<Response> {
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'a-key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret')
  const { client, endpoint } = await signedAccess('lambda')
  return client.fetch(`${endpoint}/`, { method: 'POST', body: '{}' })
}

test('a connection that breaks off is tried again', async () => {
  const service = await givenService({ broken: 2 })
  expect(await (await askOnce()).text()).toBe('OK')
  expect(service.connections()).toBe(3)
})

test('not for ever: then it says why', async () => {
  const service = await givenService({ broken: Number.POSITIVE_INFINITY })
  await expect(askOnce()).rejects.toThrow('fetch failed')
  expect(service.connections()).toBe(RETRIES + 1)
})

test('a request that is wrong in itself is tried once', async () => {
  const service = await givenService({ broken: 0 })
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://not a place')
  await expect(askOnce()).rejects.toThrow(TypeError)
  expect(service.connections()).toBe(0)
})
