import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { document } from '#contexts/reference/domain/document.ts'
import { breakingChanges } from './breaking-changes.ts'

/**
 * Writes docs/api/openapi.json from the operations in the contexts' contracts.
 *   node tools/openapi.ts                   refuses where a client of the committed document would break
 *   node tools/openapi.ts --allow-breaking  writes it nevertheless
 *   node tools/openapi.ts --check           writes nothing; fails where the committed document differs
 */
const FILE = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'api', 'openapi.json')

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, 'allow-breaking': { type: 'boolean' } },
})

const committed = existsSync(FILE) ? readFileSync(FILE, 'utf8') : undefined
const generated = `${JSON.stringify(document, null, 2)}\n`
const breaking = committed ? breakingChanges(JSON.parse(committed), document) : []

if (committed === generated) {
  console.log('docs/api/openapi.json is as the code says')
} else if (values.check) {
  fail([
    'docs/api/openapi.json differs from the code: run `node tools/openapi.ts` and commit it',
    ...breaking,
  ])
} else if (breaking.length > 0 && !values['allow-breaking']) {
  fail([
    `${breaking.length} changes would break clients; if that is meant, run with --allow-breaking`,
    ...breaking,
  ])
} else {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, generated)
  console.log(`docs/api/openapi.json: ${Object.keys(document.paths).length} paths`)
}

function fail(lines: readonly string[]): void {
  console.error(lines.join('\n  '))
  process.exitCode = 1
}
