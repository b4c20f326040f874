import { z } from 'zod'

/** The status, who may ask by the OpenAPI document, and the operation. */
const answer = z.tuple([z.int(), z.string(), z.string()])
export type Answer = z.infer<typeof answer>

/** From a text with one answer in JSON on each line. */
export const answersIn = (lines: string): Answer[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => answer.parse(JSON.parse(line)))

const isDone = ([status]: Answer) => status < 400

/** Operations that refused each of their requests. */
export function refusedAlone(answers: readonly Answer[]): string[] {
  const done = new Set(answers.filter(isDone).map(([, , operation]) => operation))
  const all = new Set(answers.map(([, , operation]) => operation))
  return [...all.difference(done)].toSorted()
}

/** Those who may ask, and for whom no operation ever did anything: what was sent was no token of theirs. */
export function shutOut(answers: readonly Answer[]): string[] {
  const served = new Set(answers.filter(isDone).map(([, who]) => who))
  const all = new Set(answers.map(([, who]) => who))
  return [...all.difference(served)].toSorted()
}
