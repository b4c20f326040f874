/**
 * Does work that is asked for piece by piece for many pieces at once: what is asked for while it is done waits, and is
 * done together next. Each asker hears when its pieces are done, or why they are not.
 */
export function together<T>(
  work: (pieces: readonly T[]) => Promise<void>,
): (pieces: readonly T[]) => Promise<void> {
  let waiting: Asked<T>[] = []
  let working = false

  async function workOff(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      const asked = waiting
      waiting = []
      try {
        await work(asked.flatMap(({ pieces }) => pieces))
        for (const { done } of asked) done()
      } catch (error) {
        for (const { failed } of asked) failed(error)
      }
    }
    working = false
  }

  return (pieces) =>
    new Promise((done, failed) => {
      waiting.push({ pieces, done, failed })
      if (!working) void workOff()
    })
}

interface Asked<T> {
  readonly pieces: readonly T[]
  readonly done: () => void
  readonly failed: (reason: unknown) => void
}
