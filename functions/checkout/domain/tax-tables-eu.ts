import { flat, INCLUSIVE_VAT, NOT_COLLECTED, rates, type TaxRule, VAT } from './tax-rule.ts'

type Row = readonly [country: string, from: string, standard: string, reduced: string, source: string]

/**
 * VAT of the 27 member states, and of Monaco, which is taxed as France is (Directive 2006/112/EC art. 7). `reduced`
 * is the rate of most food; where food is at the standard rate, that of books; where both are zero-rated, the rate
 * of other reduced goods. The table begins on 2025-01-01 where a rate is older and its day does not matter here.
 * Compared on 2026-11-27 with the Commission's Taxes in Europe Database of 2026-09-29 (as `eu-vat-rates-data` has it).
 */
const STATES: readonly Row[] = [
  ['AT', '2025-01-01', '0.2', '0.1', 'UStG 1994 § 10'],
  ['BE', '2025-01-01', '0.21', '0.06', 'Arrêté royal n° 20, art. 1'],
  ['BG', '2025-01-01', '0.2', '0.09', 'ЗДДС art. 66 and 66a'],
  ['CY', '2025-01-01', '0.19', '0.05', 'VAT Act 95(I)/2000, schedules 5 and 12'],
  ['CZ', '2024-01-01', '0.21', '0.12', 'Act 235/2004 § 47'],
  ['DE', '2021-01-01', '0.19', '0.07', 'UStG § 12'],
  ['DK', '2025-01-01', '0.25', '0.25', 'Momsloven § 33; there is no reduced rate'],
  ['EE', '2024-01-01', '0.22', '0.09', 'KMS § 15'],
  ['EE', '2025-07-01', '0.24', '0.09', 'KMS § 15'],
  ['ES', '2012-09-01', '0.21', '0.1', 'Ley 37/1992 art. 90 and 91'],
  ['FI', '2024-09-01', '0.255', '0.14', 'AVL 84 § and 85 §'],
  ['FI', '2026-01-01', '0.255', '0.135', 'AVL 84 § and 85 §'],
  ['FR', '2014-01-01', '0.2', '0.055', 'CGI art. 278 and 278-0 bis'],
  ['MC', '2014-01-01', '0.2', '0.055', 'as France: Directive 2006/112/EC art. 7'],
  ['GR', '2025-01-01', '0.24', '0.13', 'Law 5144/2024 art. 26, annex III'],
  ['HR', '2025-01-01', '0.25', '0.05', 'Zakon o PDV-u čl. 38'],
  ['HU', '2025-01-01', '0.27', '0.05', 'Áfa tv. 82. §'],
  ['IE', '2025-01-01', '0.23', '0.135', 'VAT Consolidation Act 2010 s. 46'],
  ['IT', '2013-10-01', '0.22', '0.1', 'DPR 633/1972 art. 16'],
  ['LT', '2025-01-01', '0.21', '0.09', 'PVMĮ 19 str.'],
  ['LT', '2026-01-01', '0.21', '0.05', 'PVMĮ 19 str.'],
  ['LU', '2024-01-01', '0.17', '0.03', 'Loi TVA art. 39 and 40'],
  ['LV', '2025-01-01', '0.21', '0.05', 'PVN likums 41. and 42. p.'],
  ['MT', '2025-01-01', '0.18', '0.05', 'VAT Act cap. 406, schedule 8'],
  ['NL', '2019-01-01', '0.21', '0.09', 'Wet OB 1968 art. 9'],
  ['PL', '2025-01-01', '0.23', '0.05', 'Ustawa o VAT art. 41 and 146ef'],
  ['PT', '2025-01-01', '0.23', '0.06', 'CIVA art. 18'],
  ['RO', '2025-01-01', '0.19', '0.09', 'Codul fiscal art. 291'],
  ['RO', '2025-08-01', '0.21', '0.11', 'Codul fiscal art. 291, Legea 141/2025'],
  ['SE', '2025-01-01', '0.25', '0.12', 'ML 9 kap.'],
  ['SE', '2026-04-01', '0.25', '0.06', 'ML 9 kap.: food at 6 % from 2026-04-01 to 2027-12-31'],
  ['SE', '2028-01-01', '0.25', '0.12', 'ML 9 kap.'],
  ['SI', '2025-01-01', '0.22', '0.095', 'ZDDV-1 čl. 41'],
  ['SK', '2025-01-01', '0.23', '0.05', 'Act 222/2004 § 27'],
]

const vat = (country: string, from: string, taxes: TaxRule['taxes'], source: string): TaxRule => ({
  country,
  from,
  ...INCLUSIVE_VAT,
  taxes,
  source,
})

/** Parts of a member state with rates of their own, or outside the territory of VAT (Directive 2006/112/EC art. 6). */
const PARTS: readonly TaxRule[] = [
  { ...vat('PT', '2025-01-01', rates(VAT, '0.22', '0.04'), 'CIVA art. 18(3)'), regions: ['30'] },
  { ...vat('PT', '2025-01-01', rates(VAT, '0.16', '0.04'), 'CIVA art. 18(3)'), regions: ['20'] },
  ...(
    [
      ['ES', ['CN', 'CE', 'ML']],
      ['DE', ['BUESINGEN', 'HELGOLAND']],
      ['IT', ['LIVIGNO']],
      ['GR', ['69']],
    ] as const
  ).map(([country, regions]) => ({
    ...vat(country, '2007-01-01', flat([NOT_COLLECTED, '0']), 'Directive 2006/112/EC art. 6'),
    regions,
  })),
]

export const EU_RULES: readonly TaxRule[] = [
  ...STATES.map(([country, from, standard, reduced, source]) =>
    vat(country, from, rates(VAT, standard, reduced), source),
  ),
  ...PARTS,
]
