import { z } from 'zod'
import { askedTogether } from './asked-together.ts'
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
const Addressed = z.object({
  messages: z.record(z.string(), z.array(z.looseObject({ To: z.array(z.string()) }))),
})

export type MailArchive = ReturnType<typeof makeMailArchive>

/**
 * All mails and SMS that the emulator at `endpoint` has sent. It forgets its mails (not its SMS) when it stops, so
 * they are kept in `file` between two starts.
 */
export function makeMailArchive({ endpoint, file }: { endpoint: string; file: string }) {
  const earlier = readJson(file, Archive)?.mails ?? []
  const fetchJson = async (path: string): Promise<unknown> =>
    (await fetch(`${endpoint}/_ministack/${path}`)).json()
  // All that there are, with their pages: the more there are, the less often it can be asked.
  const ask = askedTogether(() => fetchJson('ses/messages'))
  const sentMails = async (to?: string) => {
    const { messages } = Addressed.parse(await ask())
    const theirs = Object.entries(messages).map(([account, mails]) => [
      account,
      mails.filter(({ To }) => !to || To.includes(to)),
    ])
    return mailsOf(SesMessages.parse({ messages: Object.fromEntries(theirs) }))
  }

  return {
    /** Oldest first: those to an address or a phone number, or all. */
    async list(to?: string): Promise<Message[]> {
      const texts = textsOf(SmsMessages.parse(await fetchJson('sns/sms-messages')))
      const all = byTime([...earlier, ...(await sentMails(to)), ...texts])
      return to ? all.filter((message) => message.to === to) : all
    },
    /** To be called before the emulator stops. */
    async keep(): Promise<void> {
      writeJson(file, { mails: [...earlier, ...(await sentMails())] })
    },
  }
}
