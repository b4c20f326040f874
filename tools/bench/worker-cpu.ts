import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * The CPU, in milliseconds, that our functions have used so far: the processes that the local AWS at `endpoint`
 * runs as its children, each a worker of one function, and those of them that have ended. Undefined on systems without /proc.
 */
export function functionCpuMs(endpoint: string): number | undefined {
  if (!existsSync('/proc/net/tcp')) return undefined
  const emulator = processListeningOn(Number(new URL(endpoint).port))
  const all = processIds().flatMap((pid) => statOf(pid) ?? [])
  const children = all.filter(({ parent }) => parent === emulator)
  const ended = statOf(emulator)?.ticksOfEndedChildren ?? 0
  const ticks = children.reduce((sum, { ticks }) => sum + ticks, ended)
  return (ticks * 1_000) / ticksPerSecond()
}

interface Stat {
  readonly parent: number
  /** User and system time of the process, and of its children that have ended; see proc(5). */
  readonly ticks: number
  readonly ticksOfEndedChildren: number
}

function statOf(pid: number): Stat | undefined {
  const text = unlessGone(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (text === undefined) return undefined
  const nameEnds = text.lastIndexOf(')')
  // Fields are numbered from 1 in proc(5); the third is the first behind the name.
  const fields = text.slice(nameEnds + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return {
    parent: field(4),
    ticks: field(14) + field(15),
    ticksOfEndedChildren: field(16) + field(17),
  }
}

const processIds = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

function ticksPerSecond(): number {
  return Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100
}

/** State of a socket in /proc/net/tcp. */
const LISTENING = '0A'

function processListeningOn(port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = readFileSync('/proc/net/tcp', 'utf8').split('\n')
  const row = rows.map((line) => line.trim().split(/\s+/)).find((f) => isListener(f, hex))
  const socket = `socket:[${row?.[9]}]`
  const owner = processIds().find((pid) => openFilesOf(pid).includes(socket))
  if (owner === undefined) throw new Error(`No process of yours listens on port ${port}.`)
  return owner
}

const isListener = ([, address, , state]: readonly string[], hexPort: string): boolean =>
  state === LISTENING && address?.endsWith(`:${hexPort}`) === true

function openFilesOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`
  const files = unlessGone(() => readdirSync(folder)) ?? []
  return files.flatMap((file) => unlessGone(() => readlinkSync(`${folder}/${file}`)) ?? [])
}

/** Processes and their files go while we look, and those of others are closed to us. */
function unlessGone<Found>(look: () => Found): Found | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}
