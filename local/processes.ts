import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The command line of a running process, or undefined if there is none of that id. */
export function commandOf(pid: number): string | undefined {
  if (existsSync('/proc/self/cmdline')) {
    const file = `/proc/${pid}/cmdline`
    const command = existsSync(file) ? readFileSync(file, 'utf8').split('\0').join(' ').trim() : ''
    return command === '' ? undefined : command
  }
  const answer = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim() : undefined
}

/**
 * Ends a process group that we made: asks its leader, waits, then ends whatever of the group is left. The emulator's
 * Node workers outlive it otherwise.
 * @param graceMs how long the leader may take to save its state
 */
export async function endGroup(leader: number, graceMs: number): Promise<void> {
  signal(leader, 'SIGTERM')
  const giveUpAt = Date.now() + graceMs
  while (commandOf(leader) !== undefined && Date.now() < giveUpAt) await sleep(50)
  signal(-leader, 'SIGKILL')
}

function signal(target: number, name: NodeJS.Signals): void {
  try {
    process.kill(target, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
