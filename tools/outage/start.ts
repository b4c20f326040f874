import { join } from 'node:path'
import { screenSteps } from '#local/steps.ts'
import { openWorld } from '#local/world.ts'

/** Cartwright in the folder and on the port that are given, as a process that can be ended by force. */
const [folder = '', port = ''] = process.argv.slice(2)
const world = await openWorld({
  ...{ stage: 'local', folder, sitePort: Number(port), keep: true },
  steps: screenSteps(process.stderr),
})
const end = () => world.stop().then(() => process.exit(0))
process.on('SIGTERM', end)
process.on('disconnect', end)
await world.start()
process.send?.({ outputsFile: join(folder, 'outputs.json') })
