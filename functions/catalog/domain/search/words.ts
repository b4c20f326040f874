import type { Texts } from '#shared/texts.ts'
import { CATEGORY, type Entry, type Shelf } from './shelf.ts'
import type { Words } from './word-index.ts'

/** Of a description in one language so many characters are looked through. */
const LONGEST_DESCRIPTION = 2_000

/** All that a product is found by: its names, and beside them what it is about and what it is sorted by. */
export function wordsOf({ document, categories }: Entry, shelf: Shelf): Words {
  const { id, name, description, attributes, options } = document
  const values = [...attributes, ...options].flatMap((trait) => trait.values)
  return {
    id,
    name: inAllLanguages(name),
    details: [
      ...Object.values(description).map((text) => text.slice(0, LONGEST_DESCRIPTION)),
      ...values.map((value) => inAllLanguages(value.name)),
      ...categories.map((category) => inAllLanguages(shelf.nameOf(CATEGORY, category))),
    ].join('\n'),
  }
}

/** Each text once: many are the same in several languages. */
const inAllLanguages = (texts: Texts): string => [...new Set(Object.values(texts))].join('\n')
