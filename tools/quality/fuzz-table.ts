import type { FuzzFigures } from './figures.ts'

export const fuzzTable = ({ seed, operations, requests, refused, failures, errors }: FuzzFigures): string =>
  [
    `${requests.toLocaleString('en')} requests to ${operations} operations, seed ${seed}: ${failures.length} kinds of answers that the OpenAPI document does not foresee, a 5xx among them${errors.length > 0 ? `; not all was tried, as the fuzzer itself failed in ${errors.length} ways` : ''}.`,
    ...(refused ? [doneOf(operations, refused)] : []),
  ].join('\n\n')

const doneOf = (operations: number, refused: readonly string[]) =>
  `${operations - refused.length} operations did what they are for at least once (2xx or 3xx)${refused.length > 0 ? `; these refused each of their requests: ${refused.map((one) => `\`${one}\``).join(', ')}` : ''}.`
