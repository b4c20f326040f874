import { doEach } from '#simulation/side-by-side.ts'
import { outcomeOf } from './run.ts'

/** Lets one storm after the other pass. */
doEach(outcomeOf)
