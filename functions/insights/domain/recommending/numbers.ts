type Numbers = Uint32Array | Float32Array | Float64Array

/** The number at a place; 0 beyond the end. */
export const at = (numbers: Numbers, place: number): number => numbers[place] ?? 0

export const add = (numbers: Numbers, place: number, amount: number): void => {
  numbers[place] = at(numbers, place) + amount
}

/** Where each group begins, from the sizes of the groups; one more than there are groups. */
export function startsOf(sizes: Uint32Array): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1)
  for (let group = 0; group < sizes.length; group++) starts[group + 1] = at(starts, group) + at(sizes, group)
  return starts
}
