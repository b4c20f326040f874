export type StartOptions = {
  /** Port of the site and the API. */
  port: number
  /** Whether one order is played on the screen. */
  demo: boolean
  /** Whether the data of earlier starts is thrown away first. */
  fresh: boolean
}

export type ParsedOptions = { ok: true; options: StartOptions } | { ok: false; problem: string }

export const DEFAULT_PORT = 4100

export const USAGE = `npm start -- [--port N] [--no-demo] [--fresh]
  --port N    port of the site and the API (default ${DEFAULT_PORT})
  --no-demo   do not play the demo order
  --fresh     throw the data of earlier starts away first`

/** Reads the flags of `npm start`; both `--port N` and `--port=N` are understood. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const options: StartOptions = { port: DEFAULT_PORT, demo: true, fresh: false }
  const words = args.flatMap((arg) =>
    arg.startsWith('--port=') ? ['--port', arg.slice('--port='.length)] : [arg],
  )
  while (words.length > 0) {
    const flag = words.shift()
    if (flag === '--no-demo') options.demo = false
    else if (flag === '--fresh') options.fresh = true
    else if (flag === '--port') {
      const port = parsePort(words.shift())
      if (port === undefined)
        return { ok: false, problem: `--port needs a number from 1 to 65535.\n${USAGE}` }
      options.port = port
    } else return { ok: false, problem: `Unknown flag ${flag}.\n${USAGE}` }
  }
  return { ok: true, options }
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65_535 ? port : undefined
}
