import { relative } from 'node:path'
import { ProgramFailed } from './supervisor.ts'

/** A step of the start that failed; the message names it and where its log is. */
export class StepFailed extends Error {}

/** Says how far a step has come, such as `12 of 80`. */
export type Progress = (far: string) => void

export type Steps = {
  /** Does one step and shows it as one line with its time. */
  step<Result>(name: string, act: (progress: Progress) => Promise<Result>): Promise<Result>
}

const HEARTBEAT_MS = 5_000

/** Shows steps on the screen: a running clock on a terminal, else a line every few seconds. */
export function screenSteps(out: NodeJS.WriteStream): Steps {
  return {
    async step(name, act) {
      const startedAt = Date.now()
      let far = ''
      const line = (mark: string) => {
        const seconds = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
        return `${out.isTTY ? '\r' : ''}  ${mark} ${`${name}${far}`.padEnd(48)}${seconds.padStart(8)}`
      }
      const beat = setInterval(
        () => out.write(`${line('…')}${out.isTTY ? '' : '\n'}`),
        out.isTTY ? 200 : HEARTBEAT_MS,
      )
      const finish = (mark: string) => {
        clearInterval(beat)
        out.write(`${line(mark)}\n`)
      }
      try {
        const result = await act((told) => {
          far = `: ${told}`
        })
        finish('✓')
        return result
      } catch (cause) {
        finish('✗')
        throw stepFailed(name, cause)
      }
    },
  }
}

/** Does the steps without a word, for tests. */
export const silentSteps: Steps = {
  async step(name, act) {
    try {
      return await act(() => undefined)
    } catch (cause) {
      throw stepFailed(name, cause)
    }
  },
}

function stepFailed(name: string, cause: unknown): StepFailed {
  const why = cause instanceof Error ? cause.message : String(cause)
  const log = cause instanceof ProgramFailed ? ` Its log is ${relative(process.cwd(), cause.log)}.` : ''
  return new StepFailed(`The step "${name}" failed.${log}\n${why}`, { cause })
}
