import { handOver, prepare } from './prepare.mjs'

const [program, ...args] = process.argv.slice(2)
prepare(['test/fuzz/requirements.txt'])
handOver(program, args)
