import { z } from 'zod'
import { type EmulatorNote, emulatorNote } from './emulator-note.ts'

const DeploymentNote = z.object({
  /** Hash of everything that the templates are made from, and of the settings. */
  sources: z.string(),
  /** Hash of the templates themselves. */
  templates: z.string(),
  /** Outputs by stack name and output key. */
  outputs: z.record(z.string(), z.record(z.string(), z.string())),
})

/** What was deployed last. */
export type DeploymentNote = z.infer<typeof DeploymentNote>

export const deploymentNote = (endpoint: string, stage: string): EmulatorNote<DeploymentNote> =>
  emulatorNote(endpoint, `laptop/${stage}/deployment`, DeploymentNote)
