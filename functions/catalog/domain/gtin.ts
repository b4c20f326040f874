/** The lengths of GTIN-8, -12 (UPC), -13 (EAN, JAN) and -14. */
const LENGTHS = [8, 12, 13, 14]

/** Whether a code is a GTIN by its looks: digits, as many as one has. Others are a merchant's own. */
export const looksLikeGtin = (code: string): boolean => /^\d+$/.test(code) && LENGTHS.includes(code.length)

/**
 * The check digit of a GTIN whose other digits are given: weighted by 3 and 1 from the right, up to the next ten
 * (GS1 General Specifications, section 7.9).
 */
export function gtinCheckDigit(digits: string): string {
  const sum = [...digits]
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}
