import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A hash over the names and contents of files and of all files in folders; what does not exist counts as empty. */
export function fingerprint(
  base: string,
  paths: readonly string[],
  matches = (_name: string) => true,
): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((path) => filesIn(base, path)).filter(matches)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(base, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesIn(base: string, path: string): string[] {
  const full = join(base, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(base.length + 1))
    .sort()
}
