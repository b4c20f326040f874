type Cell = string | number

/** A table in Markdown; columns of numbers are set to the right. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const rules = heads.map((_, column) => (rows.every((row) => isNumber(row[column])) ? '--:' : '---'))
  return [heads, rules, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const isNumber = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' || /^-?[\d,]+(\.\d+)?$|^-$/.test(cell ?? '')

/** A number with so many decimals, and commas between thousands. */
export const decimals = (value: number, places: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places })
