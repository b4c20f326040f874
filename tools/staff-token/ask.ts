import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** What is typed is shown nowhere: readline would print it here. */
const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })

/** Asks at the terminal for what nobody may read there. The question goes to stderr, as stdout is for the answer to all. */
export async function askUnseen(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  terminal.on('SIGINT', () => process.exit(130))
  process.stderr.write(`${question}: `)
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
