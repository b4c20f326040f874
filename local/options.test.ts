import { expect, test } from 'vitest'
import { DEFAULT_PORT, parseOptions } from './options.ts'

test('without flags the demo is played on the default port and the data is kept', () => {
  expect(parseOptions([])).toEqual({ ok: true, options: { port: DEFAULT_PORT, demo: true, fresh: false } })
})

test.each([[['--port', '4200', '--no-demo', '--fresh']], [['--fresh', '--no-demo', '--port=4200']]])(
  'flags are understood in any order: %j',
  (args) => {
    expect(parseOptions(args)).toEqual({ ok: true, options: { port: 4200, demo: false, fresh: true } })
  },
)

test.each([[['--port']], [['--port', 'abc']], [['--port', '0']], [['--port', '65536']], [['--port', '-1']]])(
  'a port that is none is refused: %j',
  (args) => {
    expect(parseOptions(args)).toMatchObject({ ok: false, problem: expect.stringContaining('1 to 65535') })
  },
)

test('an unknown flag is named, with the flags that exist', () => {
  const parsed = parseOptions(['--demo'])
  expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining('Unknown flag --demo') })
  expect(parsed).toMatchObject({ problem: expect.stringContaining('--no-demo') })
})
