/**
 * How tax numbers of businesses are written, without the letters of their country: those of the EU and Northern
 * Ireland as the Commission's VIES describes them, and those of other places that we have taxes of.
 */
const VAT_NUMBERS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^([A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
}

/** Numbers that are written without the letters of their country; ISO 3166-1 alpha-2. */
const OTHERS: Readonly<Record<string, RegExp>> = {
  AU: /^\d{11}$/,
  BR: /^[A-Z0-9]{12}\d{2}$/,
  CA: /^\d{9}(RT\d{4})?$/,
  CH: /^CHE\d{9}(MWST|TVA|IVA)?$/,
  CN: /^[0-9A-HJ-NPQRTUWXY]{18}$/,
  JP: /^T\d{13}$/,
  NO: /^\d{9}(MVA)?$/,
}

/** Numbers whose check digits are looked at. */
const CHECKED: Readonly<Record<string, (text: string) => boolean>> = { BR: hasCnpjDigits }

/** VAT numbers begin with other letters than ISO 3166 has for the country. */
const PREFIX: Readonly<Record<string, string>> = { GR: 'EL', MC: 'FR', IM: 'GB' }

/**
 * A tax number as it is kept, in capitals without spaces and signs, VAT numbers with the letters of their country:
 * one of the country that goods go to, or, with its letters, of another that has VAT numbers. Undefined where it is
 * like none of them. Of a country whose numbers we don't know anything of 4 to 20 letters and digits is taken. Only
 * the form is looked at, and the check digits of a CNPJ: that it is given to somebody is for their authority to say.
 */
export function readTaxId(typed: string, country: string): string | undefined {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s./-]/g, '')
  const lettered = VAT_NUMBERS[text.slice(0, 2)]
  if (lettered?.test(text.slice(2))) return text
  const prefix = PREFIX[country] ?? country
  if (VAT_NUMBERS[prefix]?.test(text)) return `${prefix}${text}`
  const known = OTHERS[country]
  if (known) return known.test(text) && (CHECKED[country]?.(text) ?? true) ? text : undefined
  return VAT_NUMBERS[prefix] || !/^[A-Z0-9]{4,20}$/.test(text) ? undefined : text
}

/**
 * Whether the last two digits of a CNPJ are those of the places before them: modulo 11, with weights of 2 to 9 from the
 * right; a letter counts as its ASCII code less 48 (Receita Federal, Instrução Normativa 2.229/2024). All zeros add up,
 * and are nobody's.
 */
function hasCnpjDigits(cnpj: string): boolean {
  const root = cnpj.slice(0, 12)
  const first = cnpjDigit(root)
  return !/^0+$/.test(cnpj) && cnpj === `${root}${first}${cnpjDigit(`${root}${first}`)}`
}

function cnpjDigit(places: string): number {
  const weighed = [...places].reverse().map((place, index) => (place.charCodeAt(0) - 48) * (2 + (index % 8)))
  const rest = weighed.reduce((a, b) => a + b, 0) % 11
  return rest < 2 ? 0 : 11 - rest
}
