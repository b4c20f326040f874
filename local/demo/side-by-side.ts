import type { Progress } from '../steps.ts'

/** Counts what is done of so many pieces of work, and says so. */
export function counter(total: number, progress: Progress): () => void {
  let done = 0
  return () => {
    done += 1
    progress(`${done} of ${total}`)
  }
}

/** Does the same with each item, so many at once; the results are in the items' order. */
export async function sideBySide<Item, Result>(
  { items, atOnce, onDone }: { items: readonly Item[]; atOnce: number; onDone: () => void },
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = items.entries()
  const worker = async () => {
    for (const [at, item] of waiting) {
      results[at] = await act(item)
      onDone()
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  return results
}
