import { App } from 'aws-cdk-lib'
import { expect, test } from 'vitest'
import { keepUntil } from '#contexts/documents/domain/keep-until.ts'
import { capturesInParts, configOf, refuseSampleSeller, stageConfig } from './config.ts'
import { SAMPLE_SELLER, STAGES } from './stages.ts'

test('a stage that there is not is refused, with those that there are', () => {
  expect(() => stageConfig('production')).toThrow(
    'there is no stage "production": give one of local, test, dev, prod',
  )
})

test('settings of the command line win over those of the stage; empty ones are as if not given', () => {
  const config = stageConfig('prod', {
    siteUrl: 'https://shop.example/',
    senderEmail: '',
    stripeApiUrl: 'http://x',
  })
  expect(config.siteUrl).toBe('https://shop.example')
  expect(config.senderEmail).toBe(STAGES.prod.senderEmail)
  expect(config.stripeApiUrl).toBe('http://x')
})

test('origins of other shops come as a list; what is no origin is refused', () => {
  const given = (allowedOrigins: string) => stageConfig('prod', { allowedOrigins }).allowedOrigins
  expect(given('https://shop.example.com, http://localhost:5173/')).toEqual([
    'https://shop.example.com',
    'http://localhost:5173',
  ])
  expect(given('')).toEqual([])
  for (const wrong of ['shop.example.com', 'https://shop.example.com/cart', '*', 'https://a.example,'])
    expect(() => given(wrong)).toThrow('is no origin')
})

test('prod is refused with the sample seller, or with a part of it; other stages are not', () => {
  const asked = (stage: string) => () => configOf(new App({ context: { stage } }).node)
  expect(asked('prod')).toThrow('the stage prod would issue invoices of a made-up seller: name "Cartwright"')
  for (const stage of ['local', 'test', 'dev']) expect(asked(stage)).not.toThrow()

  const own = {
    ...{ name: 'Example GmbH', address: 'Hauptstr. 1, 10827 Berlin', country: 'DE' },
    ...{ registrationNumber: 'DE123456789', email: 'shop@example.com' },
  }
  const withSeller = (seller: typeof own) => () => refuseSampleSeller({ ...STAGES.prod, seller })
  expect(withSeller(own)).not.toThrow()
  expect(withSeller({ ...own, registrationNumber: SAMPLE_SELLER.registrationNumber })).toThrow(
    'a made-up seller: registrationNumber "T1234567890123"; give prod a seller of its own in lib/stages.ts',
  )
})

test('parts are captured where goods are paid for as they leave, and only where a stage says so', () => {
  const takes = (capturePolicy: 'on_hand_over' | 'on_delivery' | 'after_days', multicapture: boolean) =>
    capturesInParts({ capturePolicy, multicapture })
  expect(takes('on_hand_over', true)).toBe(true)
  expect([takes('on_hand_over', false), takes('on_delivery', true), takes('after_days', true)]).not.toContain(
    true,
  )
  expect(Object.values(STAGES).filter(capturesInParts)).toEqual([])
})

test('the tests run what the laptop runs: times differ, and that it is audited by itself', () => {
  const { stage, deadlines, tracking, carts, redelivery, functions, quietHours, auditEveryDays, ...others } =
    STAGES.test
  expect(STAGES.local).toMatchObject(others)
  const { timeoutSeconds: _, ...consumer } = functions.consumer
  expect(STAGES.local.functions).toMatchObject({ ...functions, consumer })
})

test.each(Object.values(STAGES))(
  'in $stage an event is given back no sooner than its consumer may end',
  (config) => {
    expect(config.redelivery.seconds).toBeGreaterThanOrEqual(config.functions.consumer.timeoutSeconds)
  },
)

test('papers say who bought for as long as the law of any country of the seller wants, also a year after the order', () => {
  for (const { stage, retention } of Object.values(STAGES))
    for (const country of ['JP', 'DE', 'GB', 'CA']) {
      const needed = Date.parse(keepUntil(country, '2026-01-01')) - Date.parse('2026-01-01')
      expect.soft(retention.paperDays, `${stage} ${country}`).toBeGreaterThan(needed / 86_400_000 + 365)
    }
})
