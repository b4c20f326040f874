import type {
  customerCodeIssued,
  customerRegistered,
  customerRegistrationRepeated,
  customerSecurityChanged,
} from '#contexts/customers/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type Envelope, type EventOf } from '#shared/events.ts'
import type { AccountKind } from '../domain/kinds.ts'
import type { Mail } from '../domain/mail.ts'
import { codeMail, plainAccountMail, securityMail } from '../domain/mails/account.ts'
import type { NotificationDeps } from './ports.ts'
import { makeSendOnce } from './send-once.ts'

const CODE_KINDS = {
  registration: 'registration_code',
  password_reset: 'password_reset_code',
  email_change: 'email_change_code',
} as const satisfies Readonly<Record<EventOf<typeof customerCodeIssued>['data']['purpose'], AccountKind>>

const SECURITY_KINDS = {
  email: 'email_changed',
  password: 'password_changed',
  two_factor_on: 'two_factor_on',
  two_factor_off: 'two_factor_off',
  recovery_code_used: 'recovery_code_used',
} as const satisfies Readonly<Record<EventOf<typeof customerSecurityChanged>['data']['change'], AccountKind>>

/** Tells somebody about their account, once for each event, by mail alone. */
export function makeTellOfAccount(deps: NotificationDeps) {
  const sendOnce = makeSendOnce(deps)
  const tell = async (
    { id, subject, correlationId }: Pick<Envelope, 'id' | 'subject' | 'correlationId'>,
    to: string,
    mail: Mail,
  ): Promise<void> => {
    const message = {
      ...{ subjectId: subject, kind: mail.kind, about: id, channel: 'email' as const },
      locale: mail.language,
    }
    await sendOnce(message, causedBy({ id, correlationId }, SYSTEM), (reference) =>
      deps.postman.mail(to, mail, reference),
    )
  }
  return {
    async codeIssued(event: EventOf<typeof customerCodeIssued>): Promise<void> {
      const { data, personal } = event
      await tell(event, personal.email, codeMail(CODE_KINDS[data.purpose], { ...data, code: personal.code }))
    },

    async registrationRepeated(event: EventOf<typeof customerRegistrationRepeated>): Promise<void> {
      await tell(event, event.personal.email, plainAccountMail('account_exists', event.data.locale))
    },

    async registered(event: EventOf<typeof customerRegistered>): Promise<void> {
      await tell(event, event.personal.email, plainAccountMail('welcome', event.data.locale))
    },

    async securityChanged({
      data,
      personal,
      ...event
    }: EventOf<typeof customerSecurityChanged>): Promise<void> {
      await tell(event, personal.email, securityMail(SECURITY_KINDS[data.change], data.locale))
    },
  }
}
