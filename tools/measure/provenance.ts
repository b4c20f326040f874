import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { ROOT } from '#local/places.ts'

export interface Provenance {
  /** The commit that was measured. */
  readonly commit: string
  /** Whether files differed from it. */
  readonly isChanged: boolean
  /** The day of the measurement (UTC), `YYYY-MM-DD`. */
  readonly date: string
}

/** What a measurement writes itself makes no other commit of it. */
const OWN_FILES = [':!docs/quality.md', ':!docs/quality']

export function provenance(): Provenance {
  const head = git('rev-parse', 'HEAD')
  const changes = git('status', '--porcelain', '--untracked-files=no', '--', '.', ...OWN_FILES)
  return {
    commit: head ?? 'unknown',
    isChanged: changes !== '',
    date: new Date().toISOString().slice(0, 10),
  }
}

/** A commit in few letters, for people. */
export const shortCommit = (commit: string): string => commit.slice(0, 12)

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/** The processors of this machine, in words. */
export function machine(): string {
  const all = cpus()
  return `${all.length} x ${all[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`
}
