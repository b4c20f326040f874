export interface Teller {
  /** One line: when, in which status, which event, and what there is to see of it. */
  say(status: string, event: string, detail: string): void
  end(sentence: string): void
}

/** Tells on the screen what happens, with the time since the beginning. */
export function tell(out: NodeJS.WritableStream): Teller {
  const began = performance.now()
  const time = () => `${((performance.now() - began) / 1_000).toFixed(1).padStart(6)} s`
  return {
    say: (status, event, detail) =>
      out.write(`  ${time()}  ${status.padEnd(11)} ${event.padEnd(26)} ${detail}\n`),
    end: (sentence) => out.write(`  ${time()}  ${sentence}\n`),
  }
}
