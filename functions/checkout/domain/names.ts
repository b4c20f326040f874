/**
 * The name in the language that was asked for, else in the nearest: `zh-Hans-CN` takes `zh-Hans-CN`, `zh-Hans`
 * or `zh`, then another Chinese, then English, then whatever there is.
 */
export function nameFor(names: Readonly<Record<string, string>>, locale: string): string {
  const known = new Map(Object.entries(names).map(([tag, name]) => [tag.toLowerCase(), name]))
  const parts = locale.toLowerCase().split('-')
  const [language] = parts
  const nearest = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
  const sameLanguage = [...known.keys()].filter((tag) => tag.startsWith(`${language}-`))
  for (const tag of [...nearest, ...sameLanguage, 'en']) {
    const name = known.get(tag)
    if (name !== undefined) return name
  }
  return [...known.values()][0] ?? ''
}
