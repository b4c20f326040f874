import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

interface Document {
  readonly path: string
  readonly text: string
}

const documents = globSync('{*.md,{docs,functions,lib,local,test,tools}/**/*.md}').map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}))

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')

const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

/** Links and pictures to places of this repository that lead nowhere. */
function deadLinks({ path, text }: Document): string[] {
  const links = [...text.matchAll(/(?:\]\(|src=")(?![a-z]+:)([^)"\s]+)/g)].map(([, link = '']) => link)
  return links.filter((link) => {
    const [file = '', anchor] = link.split('#')
    const target = file ? join(dirname(path), file) : path
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
  })
}

/** Scripts that are named and are not there. */
const unknownScripts = ({ text }: Document): string[] =>
  [...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)]
    .map(([, script = '']) => script)
    .filter((script) => scripts[script] === undefined)

function inEach(find: (document: Document) => string[]): string[] {
  return documents.flatMap((document) => find(document).map((found) => `${document.path}: ${found}`))
}

test(`every link in the documents leads somewhere (${documents.length} documents)`, () => {
  expect(documents.length).toBeGreaterThan(30)
  expect(
    deadLinks({ path: 'README.md', text: '[x](nowhere.md) [y](LICENSE) [z](README.md#nowhere)' }),
  ).toEqual(['nowhere.md', 'README.md#nowhere'])
  expect(inEach(deadLinks)).toEqual([])
})

test('every npm script that the documents name is there', () => {
  expect(unknownScripts({ path: 'README.md', text: 'npm run docs, npm run nowhere' })).toEqual(['nowhere'])
  expect(inEach(unknownScripts)).toEqual([])
})
