/**
 * What must hold of some books after every commit, rule by rule. Books are what has to be looked at together,
 * such as one payment with its refunds. A rule answers the subjects that it does not hold of, each in words
 * with its figures, and never a person's data.
 */
export type Rules<Books> = Readonly<Record<string, (books: Books) => readonly string[]>>

/** What is wrong with the books; nothing, always. Each text names the rule, the subject and its figures. */
export type Violations<Books> = ((books: Books) => string[]) & { readonly rules: readonly string[] }

export const violationsOf = <Books>(rules: Rules<Books>): Violations<Books> =>
  Object.assign(
    (books: Books) =>
      Object.entries(rules).flatMap(([rule, broken]) =>
        broken(books).map((subject) => `${rule}: ${subject}`),
      ),
    { rules: Object.keys(rules) },
  )

/** Rules of one subject, each a predicate; `inWords` names the subject with the figures that they look at. */
export const rulesOf = <Subject>(
  inWords: (subject: Subject) => string,
  predicates: Readonly<Record<string, (subject: Subject) => boolean>>,
): Rules<Subject> => mapped(predicates, (holds) => (subject) => (holds(subject) ? [] : [inWords(subject)]))

/** The same rules for each of many subjects. */
export const ofEach = <Books, Subject>(
  subjects: (books: Books) => readonly Subject[],
  rules: Rules<Subject>,
): Rules<Books> => mapped(rules, (broken) => (books) => subjects(books).flatMap(broken))

const mapped = <A, B>(
  record: Readonly<Record<string, A>>,
  change: (value: A) => B,
): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

/** What an aggregate counts its events up to, and the sequences of its history as they are kept. */
export interface Chronicle {
  readonly subject: string
  readonly sequence: number
  readonly history: readonly number[]
}

/** What is wrong with how an aggregate was written, whatever its context. */
export const chronicleViolations = violationsOf<Chronicle>(
  rulesOf(
    ({ subject, sequence, history }) =>
      `${subject} at sequence ${sequence}, its history has ${history.length} events up to ${history.at(-1) ?? 0}`,
    {
      'history is numbered from 1 without a gap': ({ history }) =>
        history.every((sequence, index) => sequence === index + 1),
      'the header has the sequence of the last event': ({ sequence, history }) =>
        sequence === (history.at(-1) ?? 0),
    },
  ),
)
