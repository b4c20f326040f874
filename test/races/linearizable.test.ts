import { describe, expect, it } from 'vitest'
import { linearize, type Operation, type Specification } from './linearizable.ts'

/** A register that is written and read. */
type Ask = { readonly write: number } | 'read'
const register: Specification<number, Ask, number | 'done'> = {
  initial: 0,
  after: (state, { ask, answer }) => {
    if (ask !== 'read') return answer === 'done' ? ask.write : undefined
    return answer === state ? state : undefined
  },
  nameOf: String,
}

const wrote = (write: number, begun: number, ended: number): Operation<Ask, 'done'> => ({
  ask: { write },
  answer: 'done',
  begun,
  ended,
})
const read = (answer: number, begun: number, ended: number): Operation<Ask, number> => ({
  ask: 'read',
  answer,
  begun,
  ended,
})

describe('a history is linearizable', () => {
  it('where nothing happened', () => expect(linearize([], register)).toEqual([]))

  it('where operations that overlap have one order that explains all answers', () => {
    const [write, old, young] = [wrote(1, 0, 10), read(0, 1, 3), read(1, 4, 6)]
    expect(linearize([young, write, old], register)).toEqual([old, write, young])
  })

  it('where its order is found only after another was tried', () => {
    const history = [wrote(1, 0, 10), wrote(2, 0, 10), read(2, 11, 12), wrote(3, 0, 20), read(3, 13, 14)]
    expect(linearize(history, register)).toHaveLength(5)
  })
})

describe('a history is not linearizable', () => {
  it('where a value is read that was overwritten before', () => {
    expect(linearize([wrote(1, 0, 1), read(0, 2, 3)], register)).toBeUndefined()
  })

  it('where two readers saw two writes in different orders', () => {
    const history = [wrote(1, 0, 9), wrote(2, 0, 9), read(1, 1, 2), read(2, 3, 4), read(1, 5, 6)]
    expect(linearize(history, register)).toBeUndefined()
  })

  it('where a value was never written', () => {
    expect(linearize([read(7, 0, 1)], register)).toBeUndefined()
  })
})
