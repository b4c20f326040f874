import { SendEmailCommand } from '@aws-sdk/client-sesv2'
import { PublishCommand } from '@aws-sdk/client-sns'
import { describe, expect, it } from 'vitest'
import { mailsFor } from '../testing.ts'
import { makeAwsPostman } from './aws-postman.ts'

const clock = { now: () => new Date('2026-11-23T01:00:00.000Z') }

/** A postman whose services keep the commands they get, and answer what a test says. */
function givenPostman(
  answer: () => Promise<object> = async () => ({ MessageId: 'm-1' }),
  name = 'Cartwright',
) {
  const commands: unknown[] = []
  const service = {
    send: (command: unknown) => {
      commands.push(command)
      return answer()
    },
  }
  const postman = makeAwsPostman({
    ses: service,
    sns: service,
    sender: { email: 'orders@shop.example', name },
    configurationSet: 'cartwright-test',
    clock,
  })
  const input = () => {
    const command = commands.at(-1)
    if (command instanceof SendEmailCommand) return { email: command.input, sms: undefined }
    if (command instanceof PublishCommand) return { email: undefined, sms: command.input }
    throw new Error('nothing was sent')
  }
  return { postman, commands, input }
}

async function sampleMail() {
  const [mail] = await mailsFor('ja')
  if (!mail) throw new Error('there is a sample mail')
  return mail
}

const failing = (name: string) => async () => {
  throw Object.assign(new Error(`${name} for hanako@example.com`), { name })
}

describe('a mail', () => {
  it('goes out with both parts, its tags, and headers that both copies of it would share', async () => {
    const { postman, input } = givenPostman()
    const sent = await postman.mail(
      'hanako@example.com',
      await sampleMail(),
      'ord_1#confirmation#order#email',
    )
    expect(sent).toEqual({ outcome: 'accepted', providerId: 'm-1' })
    const { email } = input()
    expect(email?.FromEmailAddress).toBe('"Cartwright" <orders@shop.example>')
    expect(email?.Destination).toEqual({ ToAddresses: ['hanako@example.com'] })
    expect(email?.Content?.Simple?.Subject?.Data).toContain('お支払い')
    expect(email?.Content?.Simple?.Body?.Html?.Data).toContain('<html lang="ja">')
    expect(email?.Content?.Simple?.Body?.Text?.Data).toContain('山田 花子 様')
    expect(email?.ConfigurationSetName).toBe('cartwright-test')
    expect(email?.EmailTags).toEqual([
      { Name: 'kind', Value: 'payment_required' },
      { Name: 'locale', Value: 'ja' },
    ])
    const headers = new Map(email?.Content?.Simple?.Headers?.map(({ Name, Value }) => [Name, Value]))
    expect(headers.get('References')).toMatch(/^<[0-9a-f]{32}@shop\.example>$/)
    expect(headers.get('Auto-Submitted')).toBe('auto-generated')
  })

  it('has the same reference again, and another message another', async () => {
    const { postman, input } = givenPostman()
    const mail = await sampleMail()
    const referenceFor = async (reference: string) => {
      await postman.mail('hanako@example.com', mail, reference)
      return input().email?.Content?.Simple?.Headers?.find(({ Name }) => Name === 'References')?.Value
    }
    expect(await referenceFor('a')).toBe(await referenceFor('a'))
    expect(await referenceFor('a')).not.toBe(await referenceFor('b'))
  })

  it.each([
    ['Shop "A"', '"Shop \\"A\\"" <orders@shop.example>'],
    ['花屋', `=?UTF-8?B?${Buffer.from('花屋').toString('base64')}?= <orders@shop.example>`],
  ])('from %s names its sender as RFC 5322 and 2047 ask', async (name, from) => {
    const { postman, input } = givenPostman(undefined, name)
    await postman.mail('hanako@example.com', await sampleMail(), 'x')
    expect(input().email?.FromEmailAddress).toBe(from)
  })

  it('to an address that SES will never take is refused, without the words of SES', async () => {
    const { postman } = givenPostman(failing('MessageRejected'))
    expect(await postman.mail('nobody', await sampleMail(), 'x')).toEqual({
      outcome: 'refused',
      reason: 'MessageRejected',
    })
  })

  it('is tried again where SES is only busy', async () => {
    const { postman } = givenPostman(failing('TooManyRequestsException'))
    await expect(postman.mail('hanako@example.com', await sampleMail(), 'x')).rejects.toThrow()
  })
})

describe('a text message', () => {
  const message = { kind: 'shipped', locale: 'ja', text: '発送しました' } as const

  it('tells its kind and language beside the text', async () => {
    const { postman, input } = givenPostman()
    await postman.text('+819012345678', message)
    expect(input().sms).toMatchObject({
      PhoneNumber: '+819012345678',
      Message: '発送しました',
      MessageAttributes: {
        kind: { StringValue: 'shipped' },
        locale: { StringValue: 'ja' },
        sentAt: { StringValue: '2026-11-23T01:00:00.000Z' },
      },
    })
  })

  it('to a number without a country code goes nowhere', async () => {
    const { postman, commands } = givenPostman()
    expect(await postman.text('09012345678', message)).toEqual({
      outcome: 'refused',
      reason: 'phone_without_country_code',
    })
    expect(commands).toEqual([])
  })

  it('to someone who wants none is refused', async () => {
    const { postman } = givenPostman(failing('OptedOutException'))
    expect(await postman.text('+819012345678', message)).toEqual({
      outcome: 'refused',
      reason: 'OptedOutException',
    })
  })
})
