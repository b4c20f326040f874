import { rmSync } from 'node:fs'
import { z } from 'zod'
import { readJson, writeJson } from './files.ts'
import { commandOf, endGroup } from './processes.ts'

const Running = z.object({ pid: z.number(), command: z.string() })
const Lock = z.object({ owner: Running, programs: z.array(Running) })

/** Keeps two starts out of one folder, and remembers what was started, so that a killed start leaves nothing behind. */
export type Lock = {
  note(pid: number): void
  forget(pid: number): void
  release(): void
}

/**
 * Takes the folder. Throws if another start holds it; ends the programs that a killed one left.
 * @param graceMs how long each leftover may take to save its state
 */
export async function takeLock(file: string, graceMs: number): Promise<Lock> {
  const before = readJson(file, Lock)
  if (before && isRunning(before.owner)) {
    throw new Error(
      `Cartwright already runs in this folder (process ${before.owner.pid}). ` +
        'Stop it with Ctrl-C in its terminal, or start from another clone with another --port.',
    )
  }
  for (const program of before?.programs ?? []) if (isRunning(program)) await endGroup(program.pid, graceMs)

  const owner = { pid: process.pid, command: commandOf(process.pid) ?? '' }
  let programs: z.infer<typeof Running>[] = []
  const save = () => writeJson(file, { owner, programs })
  save()
  return {
    note(pid) {
      programs.push({ pid, command: commandOf(pid) ?? '' })
      save()
    },
    forget(pid) {
      programs = programs.filter((program) => program.pid !== pid)
      save()
    },
    release() {
      rmSync(file, { force: true })
    },
  }
}

/** The command line is compared too: after a restart of the machine another program may have the id. */
function isRunning({ pid, command }: z.infer<typeof Running>): boolean {
  return commandOf(pid) === command
}
