import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '#local/places.ts'
import { COMMANDS } from './commands.ts'
import { MEASURED } from './quality.ts'

test('each part that is measured has its command, and the command exists', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')))
  expect(COMMANDS.map(({ name }) => name).toSorted()).toEqual([...MEASURED].toSorted())
  expect(COMMANDS.map(({ run }) => run.split(' ')[0] ?? '').filter((script) => !scripts[script])).toEqual([])
})
