import { at } from './numbers.ts'

/**
 * Solves `matrix x = wanted` by Cholesky's way, in place: `wanted` becomes x. The matrix is symmetric and positive
 * definite, by rows, and only its lower triangle is looked at. Throws a RangeError where it is not positive definite.
 */
export function solve(matrix: Float64Array, wanted: Float64Array): void {
  factorize(matrix, wanted.length)
  forward(matrix, wanted)
  backward(matrix, wanted)
}

/** matrix = L Lᵀ; L takes the place of the lower triangle. */
function factorize(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = at(matrix, row * size + column)
      for (let k = 0; k < column; k++) rest -= at(matrix, row * size + k) * at(matrix, column * size + k)
      if (column < row) matrix[row * size + column] = rest / at(matrix, column * size + column)
      else if (rest > 0) matrix[row * size + row] = Math.sqrt(rest)
      else throw new RangeError('the matrix is not positive definite')
    }
  }
}

/** L y = wanted */
function forward(lower: Float64Array, wanted: Float64Array): void {
  const size = wanted.length
  for (let row = 0; row < size; row++) {
    let rest = at(wanted, row)
    for (let k = 0; k < row; k++) rest -= at(lower, row * size + k) * at(wanted, k)
    wanted[row] = rest / at(lower, row * size + row)
  }
}

/** Lᵀ x = y */
function backward(lower: Float64Array, wanted: Float64Array): void {
  const size = wanted.length
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(wanted, row)
    for (let k = row + 1; k < size; k++) rest -= at(lower, k * size + row) * at(wanted, k)
    wanted[row] = rest / at(lower, row * size + row)
  }
}
