import { decimals, markdownTable } from '../measure/table.ts'
import type { BenchFigures, RaceFigures } from './figures.ts'

const whole = (count: number): string => decimals(count, 0)

export function racesTable({ buyers, shapes, controls, findings, uncovered, ...all }: RaceFigures): string {
  return [
    markdownTable(
      [
        `${buyers} buyers at once for`,
        'rounds',
        'got it',
        'refused',
        'money held for',
        'calls for stock',
        'rounds gone wrong',
      ],
      shapes.map(({ name, ...counts }) => [
        name,
        ...[
          counts.rounds,
          counts.accepted,
          counts.refused,
          counts.liveAuthorizations,
          counts.calls,
          counts.wrong,
        ].map(whole),
      ]),
    ),
    `${all.acts} acts on one order, ${whole(all.pairs)} pairs, each started together ${all.times} times: both were taken ${whole(all.both)} times, one ${whole(all.one)}, none ${whole(all.none)}; after ${findings.length} pairs something was wrong.`,
    ...findings.map(({ acts, violations }) => `- ${acts.join(' and ')}: ${violations.join('; ')}`),
    ...(uncovered.length > 0 ? [`Never raced: ${uncovered.join(', ')}.`] : []),
    markdownTable(
      ['control', 'found wrong'],
      controls.map(({ name, found }) => [name, whole(found)]),
    ),
  ].join('\n\n')
}

export const emulatorRaceTable = (race: BenchFigures['race']): string =>
  `${race.buyers} buyers at once for ${race.stock} unit: ${race.sold} sold, ${race.refused} refused, ${race.errors} errors, ${race.sentAgain} requests sent again after a 5xx, ${race.liveAuthorizations} live authorizations at the gateway.`
