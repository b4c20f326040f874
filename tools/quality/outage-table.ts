import { decimals, markdownTable } from '../measure/table.ts'
import type { ForcedEndFigures, OutageFigures } from './figures.ts'

const HEADS = [
  'down',
  'hours',
  'orders under way + placed',
  'stood still',
  'brought back by',
  'completed',
  'lost',
  'doubled',
  'violations',
]

export function outageTable({ seed, outages, controls }: OutageFigures): string {
  const rows = outages.map((one) => [
    one.what,
    decimals(one.hours, 0),
    `${one.underWay} + ${one.placed}`,
    inWords({
      orders: one.stoodStill.orders,
      'dead letters': one.stoodStill.deadLetters,
      unpublished: one.stoodStill.unpublished,
      gone: one.stoodStill.gone,
    }),
    inWords(one.remedy) || 'itself',
    one.undone > 0 ? `${one.completed}, ${one.undone} undone` : String(one.completed),
    ...[one.lost, one.doubled, one.violations].map(({ length }) => String(length)),
  ])
  return [
    markdownTable(HEADS, rows),
    `Seed ${seed}. Controls, and how much of the loss was found:`,
    controls.map(({ what, found }) => `- ${what}: ${found}`).join('\n'),
  ].join('\n\n')
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .flatMap(([what, count]) => (count > 0 ? [`${decimals(count, 0)} ${what}`] : []))
    .join(', ')

export const forcedEndTable = ({ orders, completed, violations }: ForcedEndFigures): string =>
  [
    `${orders} orders were taken before it was killed, ${completed} of them completed after the next start; ${violations.length} invariants broken in its books.`,
    ...violations.map((violation) => `- ${violation}`),
  ].join('\n\n')
