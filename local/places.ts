import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

const NODE_24 = join(ROOT, 'node_modules', 'node', 'bin')

/**
 * The environment of every program we start: nothing of the host's own but its home, so that no AWS profile, proxy or
 * Node option of the person's leaks into Lambda functions.
 */
export function cleanEnv(): Record<string, string> {
  return {
    PATH: [NODE_24, '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: process.env['HOME'] ?? '/',
    LANG: 'C.UTF-8',
  }
}
