import { createServer } from 'node:net'
import { z } from 'zod'
import { readJson, writeJson } from './files.ts'

const Ports = z.object({ emulator: z.number(), stripe: z.number(), carrier: z.number() })

/** Ports of the programs behind the site, all on 127.0.0.1. */
export type Ports = z.infer<typeof Ports>

/**
 * The inner ports of a folder, chosen once and kept: queue addresses with the emulator's port in them are stored
 * in deployed functions. Throws if another program has taken one since.
 */
export async function rememberedPorts(file: string): Promise<Ports> {
  const kept = readJson(file, Ports)
  if (kept) {
    for (const port of Object.values(kept))
      await assertPortIsFree(port, 'npm start -- --fresh chooses others')
    return kept
  }
  const [emulator, stripe, carrier] = [await findFreePort(), await findFreePort(), await findFreePort()]
  const ports = { emulator, stripe, carrier }
  writeJson(file, ports)
  return ports
}

/** Throws an error that names the port if another program listens on it. */
export async function assertPortIsFree(port: number, wayOut: string): Promise<void> {
  if (await isFree(port)) return
  throw new Error(`Port ${port} is in use by another program. End that program, or: ${wayOut}.`)
}

/** A free port below those that the system gives to outgoing connections, which would be gone by the next start. */
export async function findFreePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isFree(port)) return port
  }
  throw new Error('No free port was found between 20000 and 29999.')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
