/**
 * The same question, which is not asked again while its answer is on the way: who asks meanwhile gets the next answer,
 * together with all others who do. So nobody gets an answer that is older than their question.
 */
export function askedTogether<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let onTheWay: Promise<unknown> = Promise.resolve()
  let next: Promise<Answer> | undefined
  const askNow = () => {
    next = undefined
    const answer = ask()
    onTheWay = answer.catch(() => undefined)
    return answer
  }
  return () => {
    next ??= onTheWay.then(askNow)
    return next
  }
}
