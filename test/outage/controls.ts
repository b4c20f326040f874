import { orderOf } from '../storm/deed.ts'
import { arrivedBy } from './account.ts'
import { bringBack, type Circumstances, type Operator, suffer } from './outage.ts'
import { CONSUMERS, consumerDown, streamsDown } from './outages.ts'

/** Operators who lose something; each loss must be found. */
const throwsAwayLetters: Operator = (house, ...rest) => {
  house.world.bus.deadLetters.splice(0)
  return bringBack(house, ...rest)
}
/** The first of the last order of goods: what came first tells of what nothing later tells again. */
const throwsAwayOneLetter: Operator = (house, ...rest) => {
  const { deadLetters } = house.world.bus
  const order = house.placed.findLast((one) => arrivedBy(one) === 'shipped')
  const first = deadLetters.findIndex(({ event }) => orderOf(event) === order?.id)
  if (first >= 0) deadLetters.splice(first, 1)
  return bringBack(house, ...rest)
}
const republishesNothing: Operator = (house, since) => {
  house.world.bus.unpublished.splice(0)
  return bringBack(house, since, false)
}

/** Nothing is found lost with the letters of payments: it may miss what it would have been told. */
const WHOSE_LETTERS_COUNT = CONSUMERS.filter((consumer) => consumer !== 'payments.on-event')

const CONTROLS = [
  ...WHOSE_LETTERS_COUNT.map((consumer) => ({
    what: `the dead letters of ${consumer} are thrown away`,
    outage: consumerDown(consumer),
    operator: throwsAwayLetters,
  })),
  ...['inventory', 'fulfillment', 'notifications'].map((context) => ({
    what: `one dead letter of ${context}.on-event is thrown away`,
    outage: consumerDown(`${context}.on-event`),
    operator: throwsAwayOneLetter,
  })),
  ...(['orders', 'fulfillment', 'shipping', 'checkout', 'catalog', 'customers'] as const).map((context) => ({
    what: `nothing is sent again after the stream of ${context} was down`,
    outage: streamsDown(`the stream of ${context}`, [context]),
    operator: republishesNothing,
  })),
]

export interface ControlResult {
  readonly what: string
  /** What was found lost, doubled or wrong. */
  readonly found: number
}

/** What is found where something was lost indeed, of each control whose name holds `only`. */
export async function tryControls(circumstances: Circumstances, only = ''): Promise<ControlResult[]> {
  const results: ControlResult[] = []
  for (const { what, outage, operator } of CONTROLS) {
    if (!what.includes(only)) continue
    const { lost, doubled, violations } = await suffer(outage, { ...circumstances, operator })
    results.push({ what, found: lost.length + doubled.length + violations.length })
  }
  return results
}
