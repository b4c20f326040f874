import { readFileSync, writeFileSync } from 'node:fs'
import { generatedParts } from './docs/parts.ts'
import { withGenerated } from './docs/sections.ts'
import { QUALITY_DOCUMENT } from './quality/quality.ts'

/** `npm run docs` makes the generated parts of the documents anew; with `--check` a difference is a failure. */
const DOCUMENTS = [
  'docs/architecture.md',
  'docs/operations/configuration.md',
  'docs/operations/deploy.md',
  'docs/tax.md',
  QUALITY_DOCUMENT,
]

const check = process.argv.includes('--check')
const parts = await generatedParts()
const stale = DOCUMENTS.filter((path) => {
  const written = readFileSync(path, 'utf8')
  const generated = withGenerated(written, parts)
  if (!check) writeFileSync(path, generated)
  return generated !== written
})
if (check && stale.length > 0) {
  console.error(
    `These documents differ from the code: ${stale.join(', ')}. Run npm run docs and commit the result.`,
  )
  process.exitCode = 1
} else {
  console.info(`${DOCUMENTS.length} documents: ${stale.length} ${check ? 'differ' : 'made anew'}`)
}

await import('./openapi.ts')
