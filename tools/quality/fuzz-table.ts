import type { FuzzFigures } from './figures.ts'

export const fuzzTable = ({ seed, operations, requests, refused, failures, errors }: FuzzFigures): string =>
  [
    `${requests.toLocaleString('en')} requests to ${operations} operations, seed ${seed}: ${failures.length} kinds of answers that the OpenAPI document does not foresee, a 5xx among them${errors.length > 0 ? `; not all was tried, as the fuzzer itself failed in ${errors.length} ways` : ''}.`,
    `${operations - refused.length} operations have done what they are for, the others refused each of their requests${refused.length > 0 ? `: ${refused.map((one) => `\`${one}\``).join(', ')}` : ''}.`,
  ].join(' ')
