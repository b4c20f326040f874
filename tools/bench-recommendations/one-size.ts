import { alsoBought } from '#contexts/insights/domain/recommending/also-bought.ts'
import { madeBaskets } from './made-baskets.ts'

/** Learns from baskets of one size of shop, in a process of its own, and prints how long it took and its most memory. */
const [products = 0, baskets = 0] = process.argv.slice(2).map(Number)
const made = madeBaskets({ products, baskets, seed: 1 })
const began = performance.now()
const pairs = alsoBought(made)
const seconds = (performance.now() - began) / 1_000
if (pairs.others.length === 0) throw new Error('nothing was learned')
const memoryMb = process.resourceUsage().maxRSS / 1_024
process.stdout.write(JSON.stringify({ products, baskets, seconds, memoryMb }))
