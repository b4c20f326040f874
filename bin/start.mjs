import { handOver, prepare } from './prepare.mjs'

prepare()
handOver('local/start.ts', process.argv.slice(2))
