import { FUZZ, handOver, LOCAL_AWS, prepare } from './prepare.mjs'

const [program, ...args] = process.argv.slice(2)
prepare(LOCAL_AWS, FUZZ)
handOver(program, args)
