/** A text that the system left somewhere: a log line, a message in a queue, a step of an execution. */
export interface Trace {
  /** Such as `log /aws/lambda/...`. */
  readonly place: string
  readonly text: string
}

export interface Finding {
  readonly place: string
  readonly value: string
  /** What stands around it. */
  readonly excerpt: string
}

const AROUND = 60

/** Where a value can be read: as it is, and as JSON, addresses and forms write it. */
export function findings(values: readonly string[], traces: readonly Trace[]): Finding[] {
  const spellings = values.flatMap((value) => spellingsOf(value).map((spelling) => ({ value, spelling })))
  return traces.flatMap(({ place, text }) =>
    spellings.flatMap(({ value, spelling }) => {
      const at = text.indexOf(spelling)
      if (at < 0) return []
      return [{ place, value, excerpt: text.slice(Math.max(0, at - AROUND), at + spelling.length + AROUND) }]
    }),
  )
}

const spellingsOf = (value: string): string[] => [
  ...new Set([
    value,
    escaped(value),
    encodeURIComponent(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
  ]),
]

/** In ASCII alone, as some write JSON. */
const escaped = (value: string): string =>
  value.replaceAll(/[^\x20-\x7e]/g, (letter) =>
    [...letter.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  )
