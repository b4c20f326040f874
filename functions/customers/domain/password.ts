import { MIN_PASSWORD_LENGTH } from '../contract/passwords.ts'

const KINDS = [
  [/\p{Lu}/u, 'a capital letter'],
  [/\p{Ll}/u, 'a small letter'],
  [/\p{Nd}/u, 'a digit'],
  [/[^\p{L}\p{N}\s]/u, 'a symbol'],
] as const

/** What everybody tries first, whatever stands around it. */
const TRIED_FIRST = ['password', 'passwort', 'qwerty', 'letmein', 'welcome', 'abc123', '123456']

/** What a password lacks, in words; nothing where it is strong enough. `email` is of whom it is to protect. */
export function weaknessesOf(password: string, email: string): string[] {
  const plain = password.toLowerCase()
  const name = email.slice(0, email.indexOf('@')).toLowerCase()
  return [
    ...([...password].length < MIN_PASSWORD_LENGTH ? [`${MIN_PASSWORD_LENGTH} characters`] : []),
    ...KINDS.filter(([kind]) => !kind.test(password)).map(([, wanted]) => wanted),
    ...(TRIED_FIRST.some((word) => plain.includes(word)) ? ['something that is not tried first'] : []),
    ...(name.length > 3 && plain.includes(name) ? ['something else than the name in your address'] : []),
  ]
}
