import { once } from 'node:events'
import { parentPort, Worker } from 'node:worker_threads'

/**
 * Has tasks done by threads of a module that calls `doEach`, each taking the next one when it is done; answers in the
 * order of the tasks, whoever did them.
 */
export async function sideBySide<Task, Done>(
  module: URL,
  tasks: readonly Task[],
  { threads, tell }: { readonly threads: number; readonly tell?: ((done: Done) => void) | undefined },
): Promise<Done[]> {
  const left = [...tasks.entries()]
  const done = new Map<number, Done>()
  await Promise.all(
    Array.from({ length: Math.min(threads, tasks.length) }, async () => {
      const worker = new Worker(module)
      const takeNext = () => worker.postMessage(left.shift())
      worker.on('message', ([place, one]: [number, Done]) => {
        done.set(place, one)
        tell?.(one)
        takeNext()
      })
      takeNext()
      await once(worker, 'exit')
    }),
  )
  if (done.size < tasks.length) throw new Error(`${tasks.length - done.size} tasks did not come to their end`)
  return [...done].sort(([one], [other]) => one - other).map(([, result]) => result)
}

/** Does one task after the other that this thread is given, until there is none left. */
export function doEach<Task, Done>(run: (task: Task) => Promise<Done>): void {
  parentPort?.on('message', async (next: [number, Task] | undefined) => {
    if (next) parentPort?.postMessage([next[0], await run(next[1])])
    else parentPort?.close()
  })
}
