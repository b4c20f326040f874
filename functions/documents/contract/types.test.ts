import { expect, it } from 'vitest'
import { STAGES } from '#lib/stages.ts'
import { seller } from './types.ts'

it.each(Object.values(STAGES))('the seller of $stage can stand on papers', ({ seller: ofStage }) => {
  expect(seller.parse(JSON.parse(JSON.stringify(ofStage)))).toEqual(ofStage)
})
