import { handOver, prepare } from './prepare.mjs'

prepare()
handOver('local/test.ts', process.argv.slice(2))
