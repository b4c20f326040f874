import { expect, it } from 'vitest'
import { remembered } from './remembered.ts'

it('makes a value once per names, and forgets rather than keep no end of them', () => {
  let made = 0
  const numbered = remembered((a: string, b: string) => `${a}+${b} ${++made}`)
  expect([numbered('x', 'y'), numbered('x', 'y'), numbered('x', 'z'), numbered('xy', '')]).toEqual([
    'x+y 1',
    'x+y 1',
    'x+z 2',
    'xy+ 3',
  ])
  for (let n = 0; n < 200; n += 1) numbered(String(n), '')
  expect(numbered('x', 'y')).not.toBe('x+y 1')
})
