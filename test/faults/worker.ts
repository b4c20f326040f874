import { doEach } from '#simulation/side-by-side.ts'
import { allFaults, breakEach, findCalls } from './faults.ts'

const every = allFaults(await findCalls())

/** Breaks one call after the other, each by its place among all. */
doEach(async (place: number) => {
  const one = every[place]
  if (!one) throw new RangeError(`there is no fault ${place}`)
  return (await breakEach([one])).findings
})
