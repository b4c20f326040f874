import { expect, it } from 'vitest'
import { strykerPlugins } from './texts-for-people.ts'

const [plugin] = strykerPlugins
const literal = (value: string) => ({ node: { type: 'StringLiteral', value } })
const template = (...raws: string[]) => ({
  node: { type: 'TemplateLiteral', quasis: raws.map((raw) => ({ value: { raw } })) },
})

it.each([
  ['a sentence', literal('Nothing was captured yet.'), true],
  ['a sentence with figures in it', template('', ' were asked for'), true],
  ['a code', literal('not_refundable'), false],
  ['a single blank', literal(' '), false],
  ['nothing', literal(''), false],
  ['a key', template('ORDER#', '/', ''), false],
  ['no literal', { node: { type: 'Identifier', name: 'a b' } }, false],
])('%s is a text for people: %#', (_, path, isText) => {
  expect(plugin?.value.shouldIgnore(path) !== undefined).toBe(isText)
})
