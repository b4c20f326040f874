import { beforeAll, expect, test } from 'vitest'
import { type MatrixResult, playMatrix } from '#support/matrix/matrix.ts'
import { outputs } from '#support/running.ts'

let played: MatrixResult
beforeAll(async () => {
  played = await playMatrix(outputs)
})

test('everybody who calls an operation is answered as the matrix says', () => {
  const { cells } = played
  const wrong = cells.filter(({ expected, found }) => expected !== found)
  console.info(`matrix: ${cells.length} cells, ${wrong.length} wrong`)
  expect(cells.length).toBeGreaterThan(1_200)
  expect(wrong).toEqual([])
})

test('nothing came of what was refused', () => {
  expect(played.after).toEqual(played.before)
})
