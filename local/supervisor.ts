import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Lock } from './lock.ts'
import { endGroup } from './processes.ts'

export type Program = {
  /** What people call it; also the name of its log. */
  name: string
  command: string
  args: readonly string[]
  cwd: string
  env: Record<string, string>
  /** How long it may take to stop by itself before it is ended. */
  graceMs: number
}

/** What went wrong with a program, and where it wrote about it. */
export class ProgramFailed extends Error {
  readonly log: string
  constructor(message: string, log: string) {
    super(`${message}\n${lastLines(log, 15)}`)
    this.log = log
  }
}

export type Supervisor = ReturnType<typeof makeSupervisor>

/**
 * Starts programs as process groups of their own, out of reach of the terminal's Ctrl-C, each with a log, and stops
 * them in order. `logs` is the folder of the logs.
 */
export function makeSupervisor({ logs, lock }: { logs: string; lock: Lock }) {
  const running = new Map<ChildProcess, Program>()
  let stopping = false

  function start(program: Program) {
    if (stopping) throw new Error(`${program.name} is not started: everything is being stopped.`)
    const log = join(logs, `${program.name}.log`)
    mkdirSync(dirname(log), { recursive: true })
    const output = openSync(log, 'w')
    const child = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
    const { pid } = child
    if (pid !== undefined) {
      running.set(child, program)
      lock.note(pid)
    }
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    })
    return { child, log, exited }
  }

  async function stop(child: ChildProcess) {
    const program = running.get(child)
    running.delete(child)
    if (program === undefined || child.pid === undefined) return
    await endGroup(child.pid, program.graceMs)
    lock.forget(child.pid)
  }

  return {
    /** Starts a program that stays, and waits until it answers HTTP at `readyUrl`. */
    async launch(program: Program, readyUrl: string, timeoutMs = 30_000): Promise<void> {
      const { log, exited } = start(program)
      let end: string | undefined
      exited.then((reason) => {
        end = reason
      })
      const giveUpAt = Date.now() + timeoutMs
      while (!(await answers(readyUrl))) {
        if (end !== undefined) throw new ProgramFailed(`${program.name} ended at once (${end}).`, log)
        if (Date.now() > giveUpAt) {
          throw new ProgramFailed(
            `${program.name} did not answer at ${readyUrl} within ${timeoutMs / 1000} s.`,
            log,
          )
        }
        await sleep(50)
      }
    },

    /** Runs a program to its end; throws `ProgramFailed` unless it succeeds. */
    async run(program: Program): Promise<void> {
      const { child, log, exited } = start(program)
      const end = await exited
      await stop(child)
      if (end !== 'exit code 0') throw new ProgramFailed(`${program.name} failed (${end}).`, log)
    },

    /** Stops what still runs, the youngest first, and starts nothing any more. */
    async stopAll(): Promise<void> {
      stopping = true
      for (const child of [...running.keys()].reverse()) await stop(child)
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) })
    return true
  } catch {
    return false
  }
}

function lastLines(file: string, count: number): string {
  const text = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n')
  return `${text}\n(all of it: ${relative(process.cwd(), file)})`
}
