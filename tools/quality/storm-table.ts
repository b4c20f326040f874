import { decimals, markdownTable } from '../measure/table.ts'
import type { StormFigures } from './figures.ts'

export function stormTable(figures: StormFigures): string {
  const { seed, orders, placed, worlds, steps, trace, broken, violations } = figures
  const { seconds, cases, missing, balance, astray } = figures
  const summary = `${whole(orders)} orders in ${whole(worlds)} worlds from seed ${seed}, ${whole(placed)} of them accepted, ${whole(steps)} steps, ${whole(broken)} calls broken, ${inWords(astray)}${whole(seconds)} s: ${whole(violations)} violations; ${Object.keys(cases).length - missing.length} of ${Object.keys(cases).length} cases happened. Trace ${trace.slice(0, 12)}.`
  return [
    summary,
    markdownTable(
      ['books that are compared', 'off by'],
      Object.entries(balance).map(([what, sum]) => [what, sum]),
    ),
    markdownTable(
      ['of', 'statuses reached'],
      Object.entries(figures.statuses).map(([axis, reached]) => [
        axis,
        Object.keys(reached).toSorted().join(', '),
      ]),
    ),
  ].join('\n\n')
}

const whole = (value: number) => decimals(value, 0)

const inWords = (astray: StormFigures['astray']): string =>
  astray
    ? `${whole(astray.undelivered)} events undelivered and ${whole(astray.lost)} lost on their way to one consumer, ${whole(astray.redriven)} dead letters and ${whole(astray.republished)} events sent again, `
    : ''

/** Each case with the ends that its orders came to. */
export function casesTable({ cases }: StormFigures): string {
  const ends = [...new Set(Object.values(cases).flatMap((reached) => Object.keys(reached)))].toSorted()
  const rows = Object.entries(cases).map(([name, reached]) => [
    name,
    ...ends.map((end) => reached[end] ?? '-'),
  ])
  return markdownTable(['case', ...ends], rows)
}
