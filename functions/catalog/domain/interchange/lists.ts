/** A list of nothing, unlike an empty cell, which says nothing. */
const NOTHING = '[]'

/** Several values in one cell, with `|` between them; `\` stands before a `|`, `\` or first `[` of a value. */
export const toCell = (values: readonly string[]): string =>
  values.length === 0
    ? NOTHING
    : values.map((value) => value.replace(/[\\|]|^\[/g, (character) => `\\${character}`)).join('|')

/** The values of a cell, without spaces around them; undefined where it is empty. */
export function fromCell(cell: string): string[] | undefined {
  if (cell === '') return undefined
  if (cell === NOTHING) return []
  if (!cell.includes('\\')) return cell.split('|').map((value) => value.trim())
  const values = ['']
  for (const [part] of cell.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (part === '|') values.push('')
    else values.push((values.pop() ?? '') + (part.length > 1 ? part.slice(1) : part))
  }
  return values.map((value) => value.trim())
}
