import { spawnSync } from 'node:child_process'
import { cpus } from 'node:os'
import { ROOT } from '#local/places.ts'

export interface Provenance {
  /** The commit that was measured, with `-dirty` behind it where files differed from it. */
  readonly commit: string
  /** The day of the measurement (UTC), `YYYY-MM-DD`. */
  readonly date: string
}

export function provenance(): Provenance {
  const args = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude', '*']
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' })
  return {
    commit: status === 0 ? stdout.trim() : 'unknown',
    date: new Date().toISOString().slice(0, 10),
  }
}

/** The processors of this machine, in words. */
export function machine(): string {
  const all = cpus()
  return `${all.length} x ${all[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`
}
