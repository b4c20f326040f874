/** Rights that no call of ours uses: AWS uses them for the function, or a rare hour needs them. */
export interface Reason {
  /** Functions by a part of their names, such as `orders-sweep` or `-orders-`; all, if it is left out. */
  readonly of?: string
  readonly actions: readonly string[]
  /** Holds only for functions that were seen to use one of these. */
  readonly beside?: readonly string[]
  /** What a schedule does may be seen in one run, and in the next one not. */
  readonly seldom?: true
  readonly because: string
}

export interface Difference {
  readonly function: string
  readonly action: string
  /** Undefined: nobody can say why. */
  readonly because: string | undefined
}

export type ActionsOf = ReadonlyMap<string, ReadonlySet<string>>

/** What is granted and was not seen in use, with its reason where there is one. */
export const unused = (granted: ActionsOf, used: ActionsOf, reasons: readonly Reason[]): Difference[] =>
  differences(granted, used).map(([name, action]) => ({
    function: name,
    action,
    because: reasons.find((reason) => explains(reason, name, action, used))?.because,
  }))

const explains = ({ of, actions, beside }: Reason, name: string, action: string, used: ActionsOf): boolean =>
  name.includes(of ?? '') &&
  actions.includes(action) &&
  (beside?.some((one) => used.get(name)?.has(one)) ?? true)

/** What was used and is not granted: on AWS it would have been refused. */
export const missing = (granted: ActionsOf, used: ActionsOf): Difference[] =>
  differences(used, granted).map(([name, action]) => ({ function: name, action, because: undefined }))

/** Reasons that explain nothing any more. */
export const idleReasons = (found: readonly Difference[], reasons: readonly Reason[]): Reason[] =>
  reasons.filter(
    ({ of = '', actions, seldom }) =>
      !seldom && !found.some((one) => actions.includes(one.action) && one.function.includes(of)),
  )

const differences = (these: ActionsOf, those: ActionsOf): [string, string][] =>
  [...these].flatMap(([name, actions]) =>
    [...actions]
      .filter((action) => !those.get(name)?.has(action))
      .map((action): [string, string] => [name, action]),
  )
