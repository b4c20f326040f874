import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** The modules that match a pattern, by their context. */
export async function modulesOf(pattern: string): Promise<Map<string, Record<string, unknown>>> {
  const files = globSync(pattern, { cwd: ROOT }).sort()
  const modules = await Promise.all(
    files.map(async (file) => [file.split('/')[1] ?? '', await import(join(ROOT, file))] as const),
  )
  return new Map(modules)
}
