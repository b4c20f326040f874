import { type Outcome, refuse, success } from '#shared/outcomes.ts'

/** What is left of all that was found. */
export interface Filters {
  /** Any of these, or what is part of it; undefined where all count. */
  readonly categories?: ReadonlySet<string>
  /** By attribute or option: any of these values. */
  readonly traits: ReadonlyMap<string, ReadonlySet<string>>
  /** Minor units, both ends included. */
  readonly price?: { readonly min: number; readonly max: number }
  readonly inStock: boolean
}

export const NO_FILTERS: Filters = { traits: new Map(), inStock: false }

/** More are not taken: each is a bit of what a variant fails. */
const MOST_FILTERS = 20
const MOST_VALUES = 100

const TRAIT = /^[a-z][a-z0-9_]{0,39}$/
const VALUE = /^[a-z0-9][a-z0-9._-]{0,63}$/
const RANGE = /^(\d{1,13})?\.\.(\d{1,13})?$/

/**
 * Reads `category:shoes|bags;color:red|blue;price:1000..5000;stock:in`: filters by `;`, all of which must hold, the
 * values of one by `|`, any of which must. Refusal: `malformed`, saying which part cannot be read.
 */
export function readFilters(text: string): Outcome<Filters, 'malformed'> {
  const parts = text.split(';').filter((part) => part.trim() !== '')
  if (parts.length > MOST_FILTERS)
    return malformed(`${parts.length} filters; at most ${MOST_FILTERS} are taken.`)
  const traits = new Map<string, ReadonlySet<string>>()
  let filters: Filters = { traits, inStock: false }
  const seen = new Set<string>()
  for (const part of parts) {
    const [name = '', ...rest] = part.trim().split(':')
    const value = rest.join(':')
    if (seen.has(name)) return malformed(`${name} stands twice: give its values as ${name}:one|other.`)
    seen.add(name)
    if (name === 'stock') {
      if (value !== 'in') return malformed(`stock:${value} is not known; stock:in is.`)
      filters = { ...filters, inStock: true }
    } else if (name === 'price') {
      const price = rangeOf(value)
      if (!price)
        return malformed(`price:${value} is no range such as 1000..5000, 1000.. or ..5000, in minor units.`)
      filters = { ...filters, price }
    } else {
      const values = value.split('|')
      if (!TRAIT.test(name) || !values.every((one) => VALUE.test(one)) || values.length > MOST_VALUES)
        return malformed(
          `${part.trim()} cannot be read; filters are such as color:red|blue, of ids as facets give them.`,
        )
      if (name === 'category') filters = { ...filters, categories: new Set(values) }
      else traits.set(name, new Set(values))
    }
  }
  return success(filters)
}

function rangeOf(text: string): Filters['price'] | undefined {
  const [found, min, max] = RANGE.exec(text) ?? []
  if (found === undefined || (min === undefined && max === undefined)) return undefined
  return { min: Number(min ?? 0), max: max === undefined ? Number.MAX_SAFE_INTEGER : Number(max) }
}

const malformed = (detail: string) =>
  refuse('malformed', detail, [{ pointer: '/query/filter', code: 'malformed', detail }])
