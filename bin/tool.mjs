import { handOver, prepare } from './prepare.mjs'

const [program, ...args] = process.argv.slice(2)
prepare()
handOver(program, args)
