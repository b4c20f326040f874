import type { Measured } from './quality.ts'

/** What writes each part of docs/quality.md, the quick ones first. */
export const COMMANDS: readonly { readonly name: Measured; readonly run: string }[] = [
  { name: 'bundles', run: 'bench:bundles -- --write' },
  { name: 'recommendations', run: 'bench:recommendations -- --write' },
  { name: 'search', run: 'bench:search -- --write' },
  { name: 'cost', run: 'cost -- --write' },
  { name: 'bench', run: 'bench -- --orders 20 --write' },
  { name: 'browse', run: 'bench:browse -- --write' },
  { name: 'cart', run: 'bench:cart -- --write' },
  { name: 'outage', run: 'outage -- --write' },
  { name: 'storm-on-emulator', run: 'storm -- --emulator --write' },
  { name: 'forced-end', run: 'outage -- --by-force --write' },
  { name: 'storm', run: 'storm -- --orders 100000 --write' },
  { name: 'fault-pairs', run: 'faults -- --pairs --write' },
  { name: 'faults-on-emulator', run: 'faults -- --emulator --write' },
  { name: 'faults', run: 'faults -- --write' },
  { name: 'races', run: 'races -- --write' },
  { name: 'races-on-emulator', run: 'races -- --emulator --write' },
  { name: 'model', run: 'model -- --deep --write' },
  { name: 'matrix', run: 'matrix -- --write' },
  { name: 'audit', run: 'audit -- --play 20 --settle 10 --write' },
  { name: 'fuzz', run: 'fuzz -- --write' },
  { name: 'rights', run: 'rights -- --write' },
  { name: 'mutation', run: 'mutation -- --write' },
]
