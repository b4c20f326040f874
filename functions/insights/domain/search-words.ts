/** A query has no more words than this worth keeping. */
const MOST_WORDS = 8
const LONGEST_WORD = 30

/**
 * What is kept of a query: its words in small letters, each once, in their order. Words with a digit or an @ may be
 * an address, a number of a card or a phone: they go, and so does what is longer than a word.
 */
export const searchWords = (query: string): string =>
  [
    ...new Set(
      query
        .normalize('NFKC')
        .toLowerCase()
        .split(/\s+/u)
        .filter((word) => !/[\p{N}@]/u.test(word))
        .map((word) => word.replaceAll(/[^\p{L}\p{M}]+/gu, ' ').trim())
        .filter((word) => word !== '' && [...word].length <= LONGEST_WORD),
    ),
  ]
    .slice(0, MOST_WORDS)
    .join(' ')
