import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { AUDITED } from '#lib/stacks/audit-stack.ts'
import { Fault } from '#shared/outcomes.ts'
import { type AuditOptions, runAudit } from './audit.ts'
import { memoryTables } from './memory-tables.ts'
import { auditText } from './report.ts'
import type { Subject, Walk } from './subjects.ts'
import type { AuditWorld } from './world.ts'

/** The walks of these tests bring their own subjects. */
const world: AuditWorld = {
  tables: {
    of: () => {
      throw new Error('nothing is read')
    },
    items: () => {
      throw new Error('nothing is read')
    },
  },
  gateway: { ofOrder: async () => [], rest: async () => [] },
  isRunning: async () => false,
  keyOf: async () => 'none',
  clock: { now: () => new Date('2026-11-26T00:00:00Z') },
}

const walk = (...pages: Subject[][]): Walk =>
  async function* () {
    yield* pages
  }

/** What is broken at each look; the last again and again. */
function subject(id: string, ...looks: string[][]): Subject {
  let next = 0
  return { kind: 'order', id, look: async () => looks[Math.min(next++, looks.length - 1)] ?? [] }
}

const audit = (options: Partial<AuditOptions>) =>
  runAudit(world, { atOnce: 2, settle: async () => undefined, ...options })

test('what is wrong at every look is a violation, with the figures of the last', async () => {
  const wrong = subject('ord_1', ['due is at most the total: 3 of 2'], ['due is at most the total: 4 of 2'])
  const report = await audit({ walks: [walk([wrong, subject('ord_2')]), walk([subject('ord_3')])] })
  expect(report).toMatchObject({ finished: true, settled: 0, looked: { order: 3, payment: 0 } })
  expect(report.violations).toEqual([
    { kind: 'order', id: 'ord_1', broken: ['due is at most the total: 4 of 2'] },
  ])
  expect(auditText(report)).toContain('due is at most the total: 4 of 2')
})

test('what was being changed is right at a later look, and no violation', async () => {
  const settling = subject('ord_1', ['a: 1'], ['b: 1'])
  const slow = subject('ord_2', ['a: 1'], ['a: 2'], [])
  const report = await audit({ walks: [walk([settling, slow])] })
  expect([report.violations, report.settled]).toEqual([[], 2])
})

test('what cannot be read is wrong, and its values are not told', async () => {
  const unreadable: Subject = {
    ...{ kind: 'order', id: 'ord_1' },
    look: async () => {
      z.parse(z.object({ total: z.int() }), { total: 'hanako@example.com' })
      return []
    },
  }
  const { violations } = await audit({ walks: [walk([unreadable])] })
  expect(violations).toEqual([
    {
      ...{ kind: 'order', id: 'ord_1' },
      broken: ['what is written can be read: ord_1 cannot, at /total (invalid_type)'],
    },
  ])
})

test('what contradicts itself is wrong, in the words of the fault', async () => {
  const torn: Subject = {
    ...{ kind: 'order', id: 'ord_1' },
    look: async () => {
      throw new Fault('the order ord_1 has no details')
    },
  }
  const { violations } = await audit({ walks: [walk([torn])] })
  expect(violations[0]?.broken).toEqual([
    'what is written can be read: ord_1 cannot, the order ord_1 has no details',
  ])
})

test('a fault of the reading ends the audit: half an audit is none', async () => {
  const broken: Subject = {
    ...{ kind: 'order', id: 'ord_1' },
    look: async () => {
      throw new Error('no connection')
    },
  }
  await expect(audit({ walks: [walk([broken])] })).rejects.toThrow('no connection')
})

test('an audit that runs out of time says so', async () => {
  let pages = 0
  const report = await audit({
    walks: [walk([subject('ord_1')], [subject('ord_2')])],
    hasTime: () => ++pages <= 1,
  })
  expect(report).toMatchObject({ finished: false, looked: { order: 1 } })
  expect(auditText(report)).toContain('TIME RAN OUT')
})

test('the tables that are looked through are those that the deployed audit may read', async () => {
  const empty = memoryTables({})
  const walked = new Set<string>()
  const tables: AuditWorld['tables'] = {
    of: (context) => {
      walked.add(context)
      return empty.of(context)
    },
    items: (context, beginning) => {
      walked.add(context)
      return empty.items(context, beginning)
    },
  }
  await runAudit({ ...world, tables }, { atOnce: 1, settle: async () => undefined })
  expect([...walked].sort()).toEqual(AUDITED.toSorted())
})
