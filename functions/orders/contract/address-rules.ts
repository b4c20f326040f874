/** What an address of a country is refused without. */
export interface AddressRule {
  /** How a postal code looks, letters in upper case. */
  readonly postalCode?: RegExp
  /** An example for people. */
  readonly example?: string
  /** A state, province or prefecture has to be named. */
  readonly region?: true
  /** Couriers there do not deliver without a phone number. */
  readonly phone?: true
}

/**
 * What addresses of a country must have; of countries that are not listed only what the schema asks.
 * Patterns by Google's address data (https://chromium-i18n.appspot.com/ssl-address, looked up 2026-11), as they
 * were in Unicode CLDR's postalCodeData.
 */
export const ADDRESS_RULES: Readonly<Record<string, AddressRule>> = {
  AT: { postalCode: /^\d{4}$/, example: '1010' },
  AU: { postalCode: /^\d{4}$/, example: '2060', region: true },
  BE: { postalCode: /^\d{4}$/, example: '1000' },
  BR: { postalCode: /^\d{5}-?\d{3}$/, example: '40301-110', region: true },
  CA: { postalCode: /^[ABCEGHJKLMNPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/, example: 'H3Z 2Y7', region: true },
  CH: { postalCode: /^\d{4}$/, example: '2544' },
  CN: { postalCode: /^\d{6}$/, example: '266033', region: true, phone: true },
  DE: { postalCode: /^\d{5}$/, example: '26133' },
  DK: { postalCode: /^\d{4}$/, example: '8660' },
  ES: { postalCode: /^\d{5}$/, example: '28039' },
  FI: { postalCode: /^\d{5}$/, example: '00550' },
  FR: { postalCode: /^\d{2} ?\d{3}$/, example: '33380' },
  GB: { postalCode: /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/, example: 'EC1Y 8SY' },
  IT: { postalCode: /^\d{5}$/, example: '00144' },
  JP: { postalCode: /^\d{3}-?\d{4}$/, example: '154-0023' },
  KR: { postalCode: /^\d{5}$/, example: '03051' },
  NL: { postalCode: /^[1-9]\d{3} ?[A-Z]{2}$/, example: '1234 AB' },
  NZ: { postalCode: /^\d{4}$/, example: '6001' },
  PL: { postalCode: /^\d{2}-\d{3}$/, example: '00-950' },
  PT: { postalCode: /^\d{4}-\d{3}$/, example: '2725-079' },
  SE: { postalCode: /^\d{3} ?\d{2}$/, example: '115 52' },
  SG: { postalCode: /^\d{6}$/, example: '546080' },
  US: { postalCode: /^\d{5}(-\d{4})?$/, example: '95014', region: true },
}

/** Countries whose addresses are not found without a postal code, by the same data. */
const WITH_POSTAL_CODE: ReadonlySet<string> = new Set(
  (
    'AS AT AU AX BE BL BR CA CH CN CZ DE DK EE ES FI FK FM FR GB GF GG GL GP GR GS GU HU IM IN IO IT JE JP KR LI LT ' +
    'LU LV MF MH MP MQ MX MY NC NL NO NZ PF PL PM PN PR PT PW RE RO RU SE SG SH SJ SK SM TC TR TW UA US VI WF YT ZA'
  ).split(' '),
)

/** Elsewhere it may be left out: many countries have none, as Hong Kong and the Emirates, or seldom write it. */
export const needsPostalCode = (country: string): boolean => WITH_POSTAL_CODE.has(country)
