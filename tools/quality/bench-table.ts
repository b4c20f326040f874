import { decimals, markdownTable } from '../measure/table.ts'
import type { BenchFigures } from './figures.ts'

const HEADS = ['clients', 'step', 'orders/s', 'p50 ms', 'p95 ms', 'p99 ms', 'CPU ms per completed order']

/** What others reached, on a machine with 2 cores; our goals are for such a one too. */
const PEERS = [
  ['Vendure 3.7.3', '3.2 / 4.5 / 3.8', '369', '50 of 10'],
  ['Medusa 2.21.2 (the race on two processes)', '0.5 / 0.5 / 0.6', '2,095', '18 of 10'],
  [
    'Walking skeleton of this design',
    '- / 14 / - confirmed, - / 8 / - completed',
    '28 per confirmed, 59 per completed',
    '10 of 10',
  ],
  ['Goal', '20 confirmed, 10 completed', '30 per completed', '10 of 10'],
]

const STEPS = [
  ['accepted', 'accepted'],
  ['fromCart', 'from cart'],
  ['confirmed', 'confirmed'],
  ['completed', 'completed'],
] as const

export function benchTable({ clients, race }: BenchFigures): string {
  const rows = clients.flatMap(({ n, cpuMsPerOrder, ...steps }) =>
    STEPS.flatMap(([step, name]) => {
      const measured = steps[step]
      if (!measured) return []
      const { perSecond, p50, p95, p99 } = measured
      const cpu = step === 'completed' && cpuMsPerOrder !== null ? decimals(cpuMsPerOrder, 0) : '-'
      return [[n, name, decimals(perSecond, 1), ...[p50, p95, p99].map((ms) => decimals(ms, 0)), cpu]]
    }),
  )
  return [
    markdownTable(HEADS, rows),
    `The race: ${race.buyers} buyers at once for ${race.stock} units: ${race.sold} sold, ${race.refused} refused, ${race.errors} errors, ${race.sentAgain} requests sent again after a 5xx, ${race.liveAuthorizations} live authorizations at the gateway.`,
    'For comparison, as stated in the design, measured elsewhere on 2 cores, not by this command:',
    markdownTable(['', 'orders/s at 1 / 8 / 32 clients', 'CPU ms per order', 'race: sold of stock'], PEERS),
  ].join('\n\n')
}
