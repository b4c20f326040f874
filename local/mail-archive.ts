import { z } from 'zod'
import { readJson, writeJson } from './files.ts'
import {
  byTime,
  type Message,
  Message as MessageSchema,
  mailsOf,
  SesMessages,
  SmsMessages,
  textsOf,
} from './mailbox.ts'

const Archive = z.object({ mails: z.array(MessageSchema) })

export type MailArchive = ReturnType<typeof makeMailArchive>

/**
 * All mails and SMS that the emulator at `endpoint` has sent. It forgets its mails (not its SMS) when it stops, so
 * they are kept in `file` between two starts.
 */
export function makeMailArchive({ endpoint, file }: { endpoint: string; file: string }) {
  const earlier = readJson(file, Archive)?.mails ?? []
  const fetchJson = async (path: string): Promise<unknown> =>
    (await fetch(`${endpoint}/_ministack/${path}`)).json()
  const sentMails = async () => mailsOf(SesMessages.parse(await fetchJson('ses/messages')))

  return {
    async list(): Promise<Message[]> {
      const texts = textsOf(SmsMessages.parse(await fetchJson('sns/sms-messages')))
      return byTime([...earlier, ...(await sentMails()), ...texts])
    },
    /** To be called before the emulator stops. */
    async keep(): Promise<void> {
      writeJson(file, { mails: [...earlier, ...(await sentMails())] })
    },
  }
}
