import type { Draft } from './draft.ts'
import { type RowFault, shortened } from './faults.ts'
import { MAX_LINES } from './sheet.ts'

type Read = { ok: true; drafts: Draft[] } | { ok: false; faults: RowFault[] }

/**
 * The products of a JSON text: a list of them, where a product's line is its place in the list, or one in each
 * line (JSON Lines). Each is the body of the request that puts it, with its `id`.
 */
export function readJson(text: string): Read {
  return text.trimStart().startsWith('[') ? readList(text) : readLines(text)
}

const refused = (fault: RowFault): Read => ({ ok: false, faults: [fault] })

function readList(text: string): Read {
  const parsed = parse(text)
  if (!parsed.ok) return refused({ line: 1, code: 'not_json', detail: parsed.detail })
  const list: unknown[] = Array.isArray(parsed.value) ? parsed.value : []
  return (
    wrongNumber(list.length) ?? { ok: true, drafts: list.map((value, place) => draftOf(value, place + 1)) }
  )
}

function readLines(text: string): Read {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, place) => ({ line, number: place + 1 }))
    .filter(({ line }) => line.trim() !== '')
  return (
    wrongNumber(lines.length) ?? {
      ok: true,
      drafts: lines.map(({ line, number }) => {
        const parsed = parse(line)
        return parsed.ok ? draftOf(parsed.value, number) : broken(number, 'not_json', parsed.detail)
      }),
    }
  )
}

function wrongNumber(products: number): Read | undefined {
  if (products === 0)
    return refused({
      line: 1,
      code: 'empty',
      detail: 'The file has no product: a list of them, or one in each line.',
    })
  const detail = `The file has ${products} products; at most ${MAX_LINES} are taken. Make several files of it.`
  return products > MAX_LINES ? refused({ line: MAX_LINES + 1, code: 'too_many_lines', detail }) : undefined
}

/** The parser's words quote what it stumbles on, so that it is found. */
function parse(text: string): { ok: true; value: unknown } | { ok: false; detail: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError)
      return { ok: false, detail: `This is no JSON: ${shortened(error.message)}` }
    throw error
  }
}

function draftOf(value: unknown, line: number): Draft {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return broken(line, 'not_json', 'This is no product: an object in braces.')
  if (isLarge(value))
    return broken(line, 'too_large', `A product has at most ${MOST_VALUES} texts, numbers and lists in it.`)
  const fields: Readonly<Record<string, unknown>> = { ...value }
  const { id, ...product } = fields
  const variants = Array.isArray(product['variants']) ? product['variants'] : []
  return {
    id: typeof id === 'string' ? id : '',
    lines: [{ line }],
    variantLines: variants.map(() => line),
    value: product,
    faults: [],
  }
}

/** Far more than a product has that may be put; to look at more would take long. */
const MOST_VALUES = 20_000

function isLarge(product: object): boolean {
  const inside: unknown[] = [product]
  for (let seen = 0; seen < inside.length; seen += 1) {
    const value = inside[seen]
    if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) inside.push(each)
    if (inside.length > MOST_VALUES) return true
  }
  return false
}

const broken = (line: number, code: string, detail: string): Draft => ({
  id: '',
  lines: [{ line }],
  variantLines: [],
  value: {},
  faults: [{ line, code, detail }],
})
