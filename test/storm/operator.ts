import { hours } from '#shared/clock.ts'
import { republishSince } from '#simulation/people/operators.ts'
import type { World } from '#simulation/world.ts'

/** So often they go round. */
const ROUND = hours(3)
/** Nobody is told of what is in no queue: so often the last of the history is sent again, whether it is needed or not. */
const REPUBLISHED = hours(12)
/** What comes back so often cannot be applied, and is left for all to see. */
const TRIES = 4

export interface Operator {
  /** What they have sent again: dead letters, and events out of history. */
  readonly sent: { redriven: number; republished: number }
  /** When the storm is over: the whole of its history is sent again, and what lies in queues, until it is applied. */
  bringBack(): Promise<void>
}

/** Puts somebody into a world who does what the runbooks of dead letters and unpublished events say; `look` shows them its tables. */
export function hireOperator(world: World, look: () => Promise<void>): Operator {
  const { agenda, clock, bus } = world
  const hired = clock.now()
  const sent = { redriven: 0, republished: 0 }

  const redrive = () => {
    sent.redriven += bus.redrive()
  }
  async function republish(since: Date): Promise<void> {
    await look()
    sent.republished += (await republishSince(world, since)).sent
  }

  agenda.every(ROUND, 'an operator looks at the dead letters', async () => redrive())
  agenda.every(REPUBLISHED, 'an operator sends history again', () =>
    republish(new Date(clock.now().getTime() - REPUBLISHED - hours(1))),
  )

  return {
    sent,
    async bringBack() {
      await republish(hired)
      await agenda.settle()
      for (let tries = 0; bus.deadLetters.length > 0 && tries < TRIES; tries += 1) {
        redrive()
        await agenda.settle()
      }
    },
  }
}
