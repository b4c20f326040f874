/** The text between the marks of a generated part; the rest of a document is written by people. */
const PART = /<!-- generated: ([\w-]+) -->\n[\s\S]*?<!-- end -->/g

/** The document with its generated parts made anew. Throws a RangeError for a part that nobody generates. */
export const withGenerated = (document: string, parts: Readonly<Record<string, string>>): string =>
  document.replaceAll(PART, (_, name: string) => {
    const text = parts[name]
    if (text === undefined)
      throw new RangeError(`nobody generates the part "${name}"; there are: ${Object.keys(parts).join(', ')}`)
    return `<!-- generated: ${name} -->\n${text}\n<!-- end -->`
  })
