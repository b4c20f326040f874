import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Plain JavaScript for the host's own Node: brings what is missing, then hands over to Node 24. */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const venv = join(root, '.venv')
const node24 = join(root, 'node_modules', 'node', 'bin', 'node')

/** The pinned Python packages of the local AWS. */
export const LOCAL_AWS = 'local/requirements.txt'
/** Those that fuzz. */
export const FUZZ = 'test/fuzz/requirements.txt'

/**
 * Installs the npm and Python packages that are missing or outdated, and tells so on stderr.
 * Ends the process with exit code 1 and a list of what to get if the host lacks something.
 * @param {string[]} pythonPins files of pinned Python packages; where there is none, no Python is needed
 */
export function prepare(...pythonPins) {
  const python = pythonPins.length > 0 ? findPython() : {}
  const missing = [nodeProblem(), npmProblem(), python.problem].filter(Boolean)
  if (missing.length > 0) {
    console.error(
      `Cartwright cannot start on this machine yet:\n${missing.map((line) => `  - ${line}`).join('\n')}`,
    )
    process.exit(1)
  }
  if (!npmPackagesMatchLockfile()) timed('installing npm packages', () => install('npm', ['ci']))
  const outdated = pythonPins.filter((pins) => !pythonPackagesMatch(pins))
  if (outdated.length > 0)
    timed(`installing Python packages (${outdated.join(', ')})`, () =>
      installPython(python.command, outdated),
    )
}

/**
 * Runs a program of ours on Node 24 and ends with its exit code. Ctrl-C reaches the program by itself;
 * the channel between the two tells it when this process is gone.
 */
export function handOver(program, args) {
  const path = [dirname(node24), join(root, 'node_modules', '.bin'), process.env.PATH].join(':')
  const child = spawn(node24, [join(root, program), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) whenParentEnds(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** npm may be ended without a word to its scripts. */
function whenParentEnds(act) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, 500)
}

function nodeProblem() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 20) return undefined
  return `Node 20 or newer is needed, this is ${process.versions.node}. Get it from https://nodejs.org or your package manager.`
}

function npmProblem() {
  if (spawnSync('npm', ['--version'], { encoding: 'utf8' }).status === 0) return undefined
  return 'npm is not on the PATH. It comes with Node from https://nodejs.org (Debian: apt-get install npm).'
}

function findPython() {
  const ours = join(venv, 'bin', 'python')
  if (spawnSync(ours, ['--version']).status === 0) return { command: ours }
  const ask = 'import sys; print("%d.%d" % sys.version_info[:2]); import venv, ensurepip'
  const answers = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'].map(
    (command) => ({
      command,
      ...spawnSync(command, ['-c', ask], { encoding: 'utf8' }),
    }),
  )
  const recent = answers.filter(({ stdout }) => isRecentPython(stdout?.trim()))
  const usable = recent.find(({ status }) => status === 0)
  if (usable) return { command: usable.command }
  if (recent.length > 0) {
    return { problem: `${recent[0].command} has no venv module. Debian: apt-get install python3-venv.` }
  }
  const found = answers.map(({ stdout }) => stdout?.trim()).filter(Boolean)
  const given = found.length > 0 ? `found ${[...new Set(found)].join(', ')}` : 'none is on the PATH'
  return {
    problem: `Python 3.10 or newer is needed, ${given}. Get it from https://www.python.org (Debian: apt-get install python3 python3-venv).`,
  }
}

function isRecentPython(version) {
  const [major, minor] = (version ?? '').split('.').map(Number)
  return major === 3 && minor >= 10
}

/** npm keeps what it installed in a lockfile of its own, so the two can be compared package by package. */
function npmPackagesMatchLockfile() {
  const hidden = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(hidden) || !existsSync(node24)) return false
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages
  const { '': _root, ...wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    installed[path] ? installed[path].version === version : optional === true,
  )
}

/** A copy of the pins, kept beside what they installed. */
const installedCopy = (pins) => join(venv, `installed-${pins.replaceAll('/', '-')}`)

function pythonPackagesMatch(pins) {
  if (!existsSync(installedCopy(pins))) return false
  return readFileSync(installedCopy(pins), 'utf8') === readFileSync(join(root, pins), 'utf8')
}

function installPython(python, files) {
  const ours = join(venv, 'bin', 'python')
  if (python !== ours) install(python, ['-m', 'venv', '--clear', venv])
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check']
  install(ours, [...pip, ...files.flatMap((pins) => ['-r', join(root, pins)])])
  for (const pins of files) writeFileSync(installedCopy(pins), readFileSync(join(root, pins)))
}

function install(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  if (status === 0) return
  console.error(`\`${[command, ...args].join(' ')}\` failed:\n${stdout}${stderr}`)
  process.exit(1)
}

function timed(what, act) {
  const startedAt = Date.now()
  process.stderr.write(`  ${what} ...`)
  act()
  process.stderr.write(` ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
}
