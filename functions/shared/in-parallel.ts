/** Does the work of all numbers from 0, so many at once, and gives the results in their order. */
export async function inParallel<Result>(
  atOnce: number,
  count: number,
  work: (index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async () => {
    while (next < count) {
      const index = next++
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker))
  return results
}

/** Lets so many in at once; the others stand in line. */
export function makeGate(atOnce: number) {
  const line: (() => void)[] = []
  let free = atOnce
  return async <Result>(act: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free -= 1
    else await new Promise<void>((enter) => line.push(enter))
    try {
      return await act()
    } finally {
      const next = line.shift()
      if (next) next()
      else free += 1
    }
  }
}
