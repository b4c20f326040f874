/** One call of a shared object: what was asked and answered, and the moments between which it happened. */
export interface Operation<Ask, Answer> {
  readonly ask: Ask
  readonly answer: Answer
  readonly begun: number
  readonly ended: number
}

/** What an object would do if it was asked one thing at a time. */
export interface Specification<State, Ask, Answer> {
  readonly initial: State
  /**
   * The state after this answer, or undefined where this state does not allow it. The same state where it changes
   * nothing; a question with an answer that changed nothing must never change anything later.
   */
  readonly after: (state: State, operation: Operation<Ask, Answer>) => State | undefined
  /** Tells states apart. */
  readonly nameOf: (state: State) => string
}

/**
 * An order of the operations, one at a time, in which each gives its answer and none comes before one that had
 * ended when it began; undefined where there is none, so that the history is not linearizable. A search by Wing
 * and Gong ("Testing and verifying concurrent objects", 1993), with the memory of what was tried by Lowe (2017).
 */
export function linearize<State, Ask, Answer>(
  history: readonly Operation<Ask, Answer>[],
  { initial, after, nameOf }: Specification<State, Ask, Answer>,
): Operation<Ask, Answer>[] | undefined {
  const tried = new Set<string>()
  const places = new Map(history.map((operation, place) => [operation, place]))
  const found: Operation<Ask, Answer>[] = []

  function goOn(left: readonly Operation<Ask, Answer>[], state: State): boolean {
    if (left.length === 0) return true
    const world = `${nameOf(state)} ${left.map((operation) => places.get(operation)).join(' ')}`
    if (tried.has(world)) return false
    tried.add(world)
    const firstEnd = Math.min(...left.map(({ ended }) => ended))
    for (const operation of left) {
      if (operation.begun > firstEnd) continue
      const next = after(state, operation)
      if (next === undefined) continue
      found.push(operation)
      if (
        goOn(
          left.filter((other) => other !== operation),
          next,
        )
      )
        return true
      found.pop()
      // What changes nothing may as well come first: where that does not help, nothing does.
      if (nameOf(next) === nameOf(state)) return false
    }
    return false
  }

  return goOn(history, initial) ? found : undefined
}
