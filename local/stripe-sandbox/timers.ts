/**
 * Timers that end with the sandbox: none begins after that. `done` is called after each action, as it may have changed
 * something.
 */
export function makeTimers(done: () => void) {
  const running = new Set<NodeJS.Timeout>()
  let isClosed = false

  function after(milliseconds: number, action: () => void) {
    if (isClosed) return
    const timer = setTimeout(() => {
      running.delete(timer)
      action()
      done()
    }, milliseconds)
    running.add(timer)
  }

  return {
    after,
    wait: (milliseconds: number) => new Promise<void>((resolve) => after(milliseconds, resolve)),
    close() {
      isClosed = true
      for (const timer of running) clearTimeout(timer)
      running.clear()
    },
  }
}
