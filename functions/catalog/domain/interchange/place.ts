import type { Format } from '../../contract/interchange.ts'
import { priceColumn } from './columns.ts'
import type { Draft } from './draft.ts'
import { shortened } from './faults.ts'

type Path = readonly string[]

/** Where a file says what a pointer into a product means. */
export interface Place {
  readonly line: number
  readonly column: string
}

/** The line and the column of a file from which a member of a product was read. */
export function placeOf(
  format: Format,
  { value, variantLines, lines }: Pick<Draft, 'value' | 'variantLines' | 'lines'>,
  pointer: string,
): Place {
  const line = lines[0]?.line ?? 0
  if (format === 'json') return { line, column: shortened(pointer) }
  const [member, place, ...rest] = pointer.split('/').slice(1).map(unescaped)
  if (member === 'variants' && place !== undefined)
    return {
      line: variantLines[Number(place)] ?? line,
      column: columnOf(memberOf(value, ['variants', place]), rest),
    }
  return { line, column: columnOf(value, pointer.split('/').slice(1).map(unescaped)) }
}

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

function columnOf(product: unknown, path: Path): string {
  const [member = 'id', place, field, ...rest] = path
  switch (member) {
    case 'prices':
      return place === undefined ? 'price' : columnOfPrice(product, place, field ?? 'amount')
    case 'attributes':
    case 'options':
      return columnOfTrait(product, path)
    case 'media':
      return field === 'alt' ? ['media.alt', ...rest].join('.') : 'media'
    case 'categories':
    case 'related':
    case 'packing':
    case 'models':
      return member
    case 'sustainability':
      return columnOfFacts(path)
    default:
      return path.join('.')
  }
}

/** Prices of a currency are counted, as a further one of it has a column of its own. */
function columnOfPrice(product: unknown, place: string, field: string): string {
  const codes = Array.from({ length: Number(place) + 1 }, (_, each) =>
    String(memberOf(product, ['prices', String(each), 'currency'])),
  )
  const code = codes.at(-1) ?? ''
  return priceColumn(field, code, codes.filter((each) => each === code).length)
}

function columnOfTrait(product: unknown, [member = '', place = '', field, value, ...rest]: Path): string {
  const kind = member.slice(0, -1)
  // Of a variant it is what it chose: `/options/size`.
  if (field === undefined) return place === '' || /^\d+$/.test(place) ? member : `${kind}.${place}`
  const id = String(memberOf(product, [member, place, 'id']))
  if (field === 'name') return [kind, id, 'name', value].filter(Boolean).join('.')
  if (field !== 'values') return member
  const [of, language] = rest
  if (of === 'name') return [kind, id, 'values', language].filter(Boolean).join('.')
  return kind === 'option' ? `option.${id}.values` : `attribute.${id}`
}

function columnOfFacts([member = '', fact = '', place, field, language]: Path): string {
  if (fact !== 'materials')
    return [member, fact, place].filter((part) => part && !/^\d+$/.test(part)).join('.')
  return [member, fact, field === 'percent' ? field : language].filter(Boolean).join('.')
}

/** What a path leads to in a value of JSON; undefined where it leads nowhere. */
export function memberOf(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = Reflect.get(at, part)
  }
  return at
}

export const valueAt = (value: unknown, pointer: string): unknown =>
  memberOf(value, pointer.split('/').slice(1).map(unescaped))
