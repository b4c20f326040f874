import { handOver, LOCAL_AWS, prepare } from './prepare.mjs'

/** For those who operate a deployed stage: Node is enough, but for what starts a Cartwright on this machine. */
const [program, ...args] = process.argv.slice(2)
const plays = args.some((arg) => arg.startsWith('--play'))
prepare(...(plays ? [LOCAL_AWS] : []))
handOver(program, args)
