import { parentPort } from 'node:worker_threads'
import { outcomeOf, type Share } from './run.ts'

/** Lets one storm after the other pass and tells what it came to, until there is none left. */
parentPort?.on('message', async (share: Share | undefined) => {
  if (share) parentPort?.postMessage(await outcomeOf(share))
  else parentPort?.close()
})
