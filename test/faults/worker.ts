import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { allFaults, breakEach, findCalls } from './faults.ts'

/** Breaks its share of all faults, by their places among them, and tells of each. */
const { places } = z.strictObject({ places: z.array(z.int()) }).parse(workerData)
const every = allFaults(await findCalls())
const share = places.flatMap((place) => every[place] ?? [])
await breakEach(share, (_, finding) => parentPort?.postMessage(finding ?? null))
