import { languageOf, makeFormats } from '#shared/languages.ts'
import type { AccountKind } from '../kinds.ts'
import { WORDS } from '../letterhead.ts'
import { type Block, facts, type Mail, paragraph } from '../mail.ts'

/** Where somebody is who has no order is not known. */
const ZONE = 'UTC'

/** A mail about an account, in the language of whoever it is for. */
function accountMail(kind: AccountKind, locale: string, blocks: readonly Block[] = []): Mail {
  const language = languageOf(locale)
  const { account } = WORDS[language]
  const { subject, heading, lead } = account.mails[kind]
  return {
    ...{ kind, language, subject, heading, greeting: account.greeting },
    blocks: [paragraph(lead), ...blocks],
    footer: account.footer,
  }
}

/** What asks its reader for nothing: a welcome, or that there is an account already. */
export const plainAccountMail = (kind: 'welcome' | 'account_exists', locale: string): Mail =>
  accountMail(kind, locale)

/** What guards the account was changed: who has not done it is told what to do. */
export const securityMail = (kind: AccountKind, locale: string): Mail =>
  accountMail(kind, locale, [paragraph(WORDS[languageOf(locale)].account.notYouChanged)])

/** A code, by which its reader shows that the address is theirs. */
export function codeMail(
  kind: AccountKind,
  { locale, code, expiresAt }: { locale: string; code: string; expiresAt: string },
): Mail {
  const formats = makeFormats(locale, ZONE)
  const { account } = WORDS[languageOf(locale)]
  return accountMail(kind, locale, [
    facts(
      { label: account.code, value: code },
      { label: account.goodUntil, value: `${formats.timestamp(expiresAt)} (${formats.zone})` },
    ),
    paragraph(account.notYou),
  ])
}
