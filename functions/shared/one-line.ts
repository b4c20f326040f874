import { type FieldError, type Refusal, refuse } from './outcomes.ts'
import type { Texts } from './texts.ts'

/** Line breaks of every script, and control characters, which headers of mails and lines of labels cannot hold. */
const MORE_THAN_A_LINE = /[\p{Cc}\u2028\u2029]/u

/** Which of these texts, by the JSON pointers to them, are more than a line. */
export const lineFaults = (
  texts: Readonly<Record<string, string | undefined>>,
): (FieldError & { readonly code: 'impossible' })[] =>
  Object.entries(texts).flatMap(([pointer, text]) =>
    text !== undefined && MORE_THAN_A_LINE.test(text)
      ? [
          {
            ...{ pointer, code: 'impossible' },
            detail: 'It has a line break or a control character: write it in one line.',
          },
        ]
      : [],
  )

/** The same for a text in several languages. */
export const lineFaultsOf = (pointer: string, texts: Texts): ReturnType<typeof lineFaults> =>
  lineFaults(Object.fromEntries(Object.entries(texts).map(([tag, text]) => [`${pointer}/${tag}`, text])))

/** Refuses texts that are more than a line; undefined where each is one. */
export function refuseLines(
  texts: Readonly<Record<string, string | undefined>>,
): Refusal<'impossible'> | undefined {
  const faults = lineFaults(texts)
  const [first] = faults
  return first && refuse('impossible', `${first.pointer}: ${first.detail}`, faults)
}
