import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isColumn } from './columns.ts'
import { readFile } from './read-file.ts'

const documentOf = (path: string): string =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')

/** The files of CSV in a text: blocks whose first line begins with the column of ids. */
const filesIn = (text: string): string[] =>
  [...text.matchAll(/^id,[^\n]*\n(?:[^\n`]+\n)+?(?=```|CSV\n)/gm)].map(([file]) => file)

const resultsOf = (file: string) => {
  const read = readFile('csv', Buffer.from(file))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.entries.map(({ id, ok, lines }) => [id, ok, lines.length])
}

test('the files that the documents show are read as they say', () => {
  expect(filesIn(documentOf('docs/importing.md')).map(resultsOf)).toEqual([
    [
      ['mug', true, 1],
      ['shirt', true, 3],
    ],
  ])
  expect(filesIn(documentOf('README.md')).map(resultsOf)).toEqual([
    [
      ['mug', true, 1],
      ['shirt', true, 2],
      ['broken', false, 1],
    ],
  ])
})

test('the columns that are documented are known', () => {
  const rows = documentOf('docs/importing.md').matchAll(/^\| (`[^|]+) \|/gm)
  const columns = [...rows].flatMap(([, names = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )
  const meant = columns.map((name) =>
    name.replace('<language>', 'zh-Hans').replace('<currency>', 'JPY').replace('<id>', 'size'),
  )
  expect(meant.length).toBeGreaterThan(40)
  expect(meant.filter((name) => !isColumn(name))).toEqual([])
})
