import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type OutputFile } from 'esbuild'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const DIST = join(ROOT, 'dist', 'functions')
const MAPS = join(ROOT, 'dist', 'maps')

/** Of one bundle. Larger ones start slowly: each 100 kB costs about 10 ms. */
export const MAX_BUNDLE_BYTES = 500_000

/** Who may be larger: a context, or one function as `<context>/<name>`, each with its reason. */
export const LARGER_BUNDLES: Readonly<Record<string, { maxBytes: number; reason: string }>> = {
  'shipping/label': {
    maxBytes: 7_200_000,
    reason:
      'It draws PDF with Japanese and Chinese fonts, 3 MB of them, and barcodes; it loads them when asked to',
  },
  'documents/print': {
    maxBytes: 7_200_000,
    reason: 'It draws PDF with Japanese and Chinese fonts, 3 MB of them; it loads them when asked to',
  },
  payments: {
    maxBytes: 580_000,
    reason:
      "Stripe's SDK is 246 kB and cannot be shaken: its client names every resource. No payer waits for it.",
  },
  'catalog/process-media': {
    maxBytes: 1_700_000,
    reason:
      'It has the codecs of JPEG, PNG and WebP as WebAssembly, a megabyte; it loads them when a picture comes',
  },
  'audit/weekly': {
    maxBytes: 1_300_000,
    reason:
      'It reads what all contexts write, beside the SDKs of Stripe and S3, once a week: nobody waits for it.',
  },
}

export interface Bundle {
  readonly context: string
  readonly name: string
  readonly bytes: number
}

/** The folder of a function's bundle: what is deployed, and nothing else. */
export const bundleFolder = (context: string, name: string): string => join(DIST, context, name)

/** Handlers that are of no context. */
const OUTSIDE_OF_CONTEXTS = ['tools/audit/weekly.ts']

/** Every handler there is: `<context>/<name>` by its file. */
function handlers(): Record<string, string> {
  const files = globSync('functions/*/handlers/**/*.ts', { cwd: ROOT }).filter(isHandler)
  const entries = [...files.sort(), ...OUTSIDE_OF_CONTEXTS].map(
    (file) => [`${file.split('/')[1]}/${basename(file, '.ts')}`, file] as const,
  )
  const doubled = entries.find(([key], index) => entries.findIndex(([other]) => other === key) !== index)
  if (doubled)
    throw new Error(`two handlers are called ${doubled[0]}: a function is named by its file, so rename one`)
  return Object.fromEntries(entries)
}

const isHandler = (file: string): boolean =>
  !file.endsWith('.test.ts') && /^export const handler\b/m.test(readFileSync(join(ROOT, file), 'utf8'))

/**
 * Bundles all handlers in one call: CommonJS, minified, the same bytes for the same code, so that only
 * what changed is deployed. Source maps lie beside, not in what is deployed. Throws where one is too large.
 */
export async function bundleHandlers(): Promise<readonly Bundle[]> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(Object.entries(handlers()).map(([key, file]) => [`${key}/index`, file])),
    outdir: DIST,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: true,
    treeShaking: true,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    loader: { '.woff': 'binary', '.wasm': 'binary' },
    alias: {
      '@aws-sdk/credential-provider-node': './functions/shared/aws/environment-credentials.ts',
    },
  })
  removeLeftovers(outputFiles)
  for (const file of outputFiles) keep(file)
  const bundles = outputFiles.filter(({ path }) => path.endsWith('.js')).map(bundleOf)
  refuseLarge(bundles)
  return bundles
}

const bundleOf = ({ path, contents }: OutputFile): Bundle => {
  const [context = '', name = ''] = relative(DIST, path).split('/')
  return { context, name, bytes: contents.length }
}

/** Functions that are no longer there would be measured and deployed by mistake. */
function removeLeftovers(files: readonly OutputFile[]): void {
  const wanted = new Set(files.map(({ path }) => path))
  for (const file of globSync('*/*/index.js', { cwd: DIST }))
    if (!wanted.has(join(DIST, file))) rmSync(dirname(join(DIST, file)), { recursive: true })
}

function keep({ path, contents }: OutputFile): void {
  const target = path.endsWith('.map') ? join(MAPS, relative(DIST, path)) : path
  if (existsSync(target) && readFileSync(target).equals(contents)) return
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, contents)
}

const limitOf = (context: string, name: string): number =>
  (LARGER_BUNDLES[`${context}/${name}`] ?? LARGER_BUNDLES[context])?.maxBytes ?? MAX_BUNDLE_BYTES

/** Throws where a bundle is larger than it may be. */
export function refuseLarge(bundles: readonly Bundle[]): void {
  const large = bundles.filter(({ context, name, bytes }) => bytes > limitOf(context, name))
  if (large.length === 0) return
  const list = large.map(({ context, name, bytes }) => `${context}/${name} has ${Math.ceil(bytes / 1000)} kB`)
  throw new Error(
    `${list.join(', ')}; at most ${MAX_BUNDLE_BYTES / 1000} kB are allowed. Import less, or name it with its reason in lib/bundle.ts`,
  )
}
