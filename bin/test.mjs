import { handOver, prepare } from './prepare.mjs'

prepare(['test/fuzz/requirements.txt'])
handOver('local/test.ts', process.argv.slice(2))
