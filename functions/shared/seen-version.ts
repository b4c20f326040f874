import { type Outcome, refuse, success } from './outcomes.ts'

/**
 * Who replaces something must name the version it has seen, so that nobody's change is lost unseen.
 * @param what it is, without an article, such as `product BOOK-1`
 */
export function checkSeenVersion(
  what: string,
  known: { readonly version: number } | undefined,
  ifMatch: number | undefined,
): Outcome<'seen', 'precondition_required' | 'precondition_failed'> {
  if (ifMatch === known?.version) return success('seen')
  if (!known)
    return refuse(
      'precondition_failed',
      `There is no ${what} yet, If-Match names version ${ifMatch}. Leave If-Match out to make it.`,
    )
  return ifMatch === undefined
    ? refuse(
        'precondition_required',
        `The ${what} exists. Read it, and send its ETag as If-Match: "${known.version}" is the current one.`,
      )
    : refuse(
        'precondition_failed',
        `The ${what} is at version ${known.version}, If-Match names ${ifMatch}. Read it again and decide anew.`,
      )
}
