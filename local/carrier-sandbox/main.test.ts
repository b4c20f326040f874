import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('says where it listens, and ends cleanly when it is told to', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const program = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'] } })
  const [line] = await once(program.stdout, 'data')
  const url = /^carrier-sandbox listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(String(line))?.[1]

  expect((await fetch(`${url}/_sandbox/shipments`)).status).toBe(200)

  program.kill('SIGTERM')
  expect(await once(program, 'exit')).toEqual([0, null])
})
