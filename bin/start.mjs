import { handOver, LOCAL_AWS, prepare } from './prepare.mjs'

prepare(LOCAL_AWS)
handOver('local/start.ts', process.argv.slice(2))
