import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from '#local/files.ts'
import { cleanEnv, ROOT } from '#local/places.ts'
import { machineToken, type Shop } from '#support/shop.ts'
import { answersIn, refusedAlone, shutOut } from '../../tools/fuzz/answers.ts'
import { thingsThatExist } from './things-that-exist.ts'
import { openWicket } from './wicket.ts'

const FOLDER = join(ROOT, 'test', 'fuzz')
const SCHEMATHESIS = join(ROOT, '.venv', 'bin', 'schemathesis')

export interface FuzzWish {
  /** Requests drawn per operation. */
  readonly perOperation: number
  /** Also those at the edges of its schema: about 60 more per operation. */
  readonly edges: boolean
  readonly seed: number
  /** Where the program tells its progress and each failure; `ignore` for silence. */
  readonly tell: 'stderr' | 'ignore'
}

const report = z.object({
  stop_reason: z.string(),
  operations: z.object({ total: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.looseObject({})),
  errors: z.array(z.looseObject({})),
})

export interface FuzzFigures {
  seed: number
  operations: number
  requests: number
  /** Operations that refused each of their requests. */
  refused: string[]
  /** Kinds of answers that our OpenAPI document does not foresee, a 5xx among them. */
  failures: Record<string, unknown>[]
  /** Kinds of faults of the fuzzer itself: not all was tried. */
  errors: Record<string, unknown>[]
}

/**
 * Sends requests made from a running Cartwright's own OpenAPI document by Schemathesis, well-formed and not, and
 * compares the answers with the document.
 */
export async function fuzz(shop: Shop, { perOperation, edges, seed, tell }: FuzzWish): Promise<FuzzFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-fuzz-'))
  const [file, answers] = [join(folder, 'report.json'), join(folder, 'answers.jsonl')]
  const { siteUrl } = shop.outputs
  const wicket = await openWicket(shop)
  try {
    const { known, fitting } = await thingsThatExist(shop, wicket.customer)
    const child = spawn(
      SCHEMATHESIS,
      [
        ...['--config-file', join(FOLDER, 'schemathesis.toml'), 'run', `${siteUrl}/v1/openapi.json`],
        ...['--url', siteUrl, '--seed', String(seed), '--max-examples', String(perOperation)],
        ...['--phases', edges ? 'coverage,fuzzing' : 'fuzzing'],
        ...['--report', 'json', '--report-json-path', file],
      ],
      {
        // Generated examples are kept here, not in the repository.
        cwd: folder,
        stdio: ['ignore', tell === 'stderr' ? process.stderr : 'ignore', 'inherit'],
        env: {
          ...cleanEnv(),
          PYTHONPATH: FOLDER,
          PYTHONDONTWRITEBYTECODE: '1',
          SCHEMATHESIS_HOOKS: 'hooks',
          CARTWRIGHT_TOKEN: await machineToken(shop.outputs)(),
          CARTWRIGHT_CUSTOMER: wicket.url,
          CARTWRIGHT_KNOWN: JSON.stringify(known),
          CARTWRIGHT_FITTING: JSON.stringify(fitting),
          CARTWRIGHT_ANSWERS: answers,
        },
      },
    )
    await once(child, 'exit')
    const told = readJson(file, report)
    if (!told) throw new Error('Schemathesis ended without a report; what it said is above.')
    // It reports as well where it was interrupted, or its server was away, before it had come to all operations.
    const { tested, total } = told.operations
    if (told.stop_reason !== 'completed' || tested < total)
      throw new Error(
        `Schemathesis tried ${tested} of ${total} operations, and stopped: ${told.stop_reason}.`,
      )
    const seen = answersIn(readFileSync(answers, 'utf8'))
    return {
      seed,
      operations: tested,
      requests: told.test_cases.generated,
      refused: refusedAlone(seen),
      failures: told.failures,
      errors: [...told.errors, ...shutOut(seen).map((who) => ({ title: 'Nothing was ever done', who }))],
    }
  } finally {
    wicket.close()
    rmSync(folder, { recursive: true })
  }
}
