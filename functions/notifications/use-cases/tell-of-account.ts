import type { customerCodeIssued } from '#contexts/customers/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type Envelope, type EventOf } from '#shared/events.ts'
import { count } from '#shared/observability.ts'
import type { AccountKind } from '../domain/kinds.ts'
import type { Mail } from '../domain/mail.ts'
import { codeMail } from '../domain/mails/account.ts'
import type { NotificationDeps } from './ports.ts'
import { makeSendOnce } from './send-once.ts'

const CODE_KINDS = { registration: 'registration_code' } as const satisfies Readonly<
  Record<EventOf<typeof customerCodeIssued>['data']['purpose'], AccountKind>
>

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
    const outcome = await sendOnce(message, causedBy({ id, correlationId }, SYSTEM), (reference) =>
      deps.postman.mail(to, mail, reference),
    )
    if (outcome === 'failed') count('NotificationsFailed')
  }
  return {
    async codeIssued(event: EventOf<typeof customerCodeIssued>): Promise<void> {
      const { data, personal } = event
      await tell(event, personal.email, codeMail(CODE_KINDS[data.purpose], { ...data, code: personal.code }))
    },
  }
}
