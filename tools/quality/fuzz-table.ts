import type { FuzzFigures } from './figures.ts'

export const fuzzTable = ({ seed, operations, requests, failures }: FuzzFigures): string =>
  `${requests.toLocaleString('en')} requests to ${operations} operations, seed ${seed}: ${failures.length} answers that the OpenAPI document does not foresee, a 5xx among them.`
