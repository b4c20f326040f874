import { readFileSync } from 'node:fs'
import { openKeptIndex } from '#contexts/catalog/adapters/search/kept-index.ts'
import { NO_FILTERS } from '#contexts/catalog/domain/search/filters.ts'

/**
 * Opens the index in a file as a function does that has just been started, and lists its first page: says how many
 * milliseconds each took.
 */
const [file = ''] = process.argv.slice(2)
const bytes = readFileSync(file)
const began = performance.now()
const opened = openKeptIndex(bytes)
const loaded = performance.now()
opened?.index.search({ filters: NO_FILTERS, limit: 20, now: new Date() })
console.log(JSON.stringify({ loadMs: loaded - began, firstListMs: performance.now() - loaded }))
