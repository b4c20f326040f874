/**
 * What If-Match takes, as a regular expression: an ETag of ours, which begins with the version; a hash follows it in
 * those of what anyone may read.
 */
export const IF_MATCH_PATTERN = '^(W/)?"([0-9]{1,15})(-[A-Za-z0-9_-]+)?"$'

/** The version that an If-Match names; undefined where it is no ETag of ours. */
export function versionNamedBy(ifMatch: string): number | undefined {
  const [, , version] = new RegExp(IF_MATCH_PATTERN).exec(ifMatch.trim()) ?? []
  return version === undefined ? undefined : Number(version)
}
