import { expect, test } from 'vitest'
import { aConfirmed, BEFORE, NOW } from './decisions.fixtures.ts'
import { stepsOf } from './steps.ts'

test('a customer follows seven steps, those that were done with their time', () => {
  expect(stepsOf(aConfirmed({ validatedAt: NOW, confirmedAt: NOW, processingAt: NOW }))).toStrictEqual([
    { step: 'placed', at: BEFORE },
    { step: 'validated', at: NOW },
    { step: 'confirmed', at: NOW },
    { step: 'processing', at: NOW },
    { step: 'shipped' },
    { step: 'delivered' },
    { step: 'completed' },
  ])
})
