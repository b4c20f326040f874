import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ATTENTION_REASONS } from '#contexts/orders/contract/attention-reasons.ts'
import { ROOT } from '#lib/bundle.ts'
import { RUNBOOKS } from '#lib/constructs/alarms.ts'
import { synthesize } from './synth.ts'

const FOLDER = join(ROOT, 'docs', 'operations', 'runbooks')

/** What whoever is woken by an alarm wants to know, in this order. */
const HEADINGS = ['What it means', 'How to look', 'What to do', 'When it is over']

const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)

describe.each(Object.keys(RUNBOOKS))('the runbook %s', (name) => {
  const file = join(FOLDER, `${name}.md`)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''

  test('says what the alarm means, how to look, what to do, and when it is over', () => {
    expect(text).toMatch(new RegExp(`^# ${name}\n`))
    expect(headingsOf(text)).toEqual(HEADINGS)
  })

  test('leads only to pages that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([])
  })
})

test('no runbook is left of an alarm that is no more', () => {
  const written = readdirSync(FOLDER).map((file) => file.replace(/\.md$/, ''))
  expect(written.toSorted()).toEqual(Object.keys(RUNBOOKS).toSorted())
  console.info(`${written.length} runbooks checked`)
})

test('the runbook of dead letters says of each queue what stands still meanwhile', async () => {
  const { ofType } = await synthesize('prod')
  const queues = ofType('AWS::SQS::Queue')
    .filter(({ Properties }) => 'RedrivePolicy' in Properties)
    .map(({ stack, logicalId }) => `${stack.toLowerCase()}-${logicalId.replace(/Queue.{8}$/, '')}DeadLetters`)
  const text = readFileSync(join(FOLDER, 'dead-letters.md'), 'utf8')
  expect(queues.filter((queue) => !text.includes(`| \`${queue}\` |`))).toEqual([])
  console.info(`${queues.length} queues checked`)
})

test('the runbook of orders that need attention says what to do for each reason, and for no other', () => {
  const text = readFileSync(join(FOLDER, 'orders-need-attention.md'), 'utf8')
  const cells = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = '']) => cell)
  const written = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, reason = '']) => reason))
  const reasons = Object.values(ATTENTION_REASONS).map((reason) => reason.replaceAll(/\{(\w+)\}/g, '<$1>'))
  expect(written.toSorted()).toEqual(reasons.toSorted())
  console.info(`${reasons.length} reasons checked`)
})
