import { doEach } from '#simulation/side-by-side.ts'
import { raceNamed } from './pairs.ts'

/** Starts one pair of acts after the other. */
doEach(raceNamed)
