import { FUZZ, handOver, LOCAL_AWS, prepare } from './prepare.mjs'

prepare(LOCAL_AWS, FUZZ)
handOver('local/test.ts', process.argv.slice(2))
