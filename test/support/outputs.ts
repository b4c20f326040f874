import { inject } from 'vitest'
import type { Outputs } from '#local/outputs.ts'

/** Where the deployed Cartwright of this test run is; in the projects `integration` and `journeys` only. */
export const testOutputs = (): Outputs => inject('outputs')
