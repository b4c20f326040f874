/**
 * National holidays on which nothing is picked or delivered, beside Saturdays and Sundays: `YYYY-MM-DD`
 * by country, from 2026 to 2027. Regional holidays are left out. Add a year before the last one ends.
 */
export const HOLIDAYS: Readonly<Record<string, readonly string[]>> = {
  /** Act on National Holidays (Act No. 178 of 1948); the Cabinet Office's list for 2026 and 2027. */
  JP: [
    ...of(2026, '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23'),
    ...of(2026, '10-12 11-03 11-23'),
    ...of(2027, '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11'),
    ...of(2027, '11-03 11-23'),
  ],
  /** 5 U.S.C. 6103, with the days off in lieu. */
  US: [
    ...of(2026, '01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25'),
    ...of(2027, '01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31'),
  ],
  /** Holidays Act (R.S.C. 1985, c. H-5) and the Canada Labour Code, as Canada Post keeps them. */
  CA: [
    ...of(2026, '01-01 04-03 05-18 07-01 09-07 09-30 10-12 11-11 12-25 12-28'),
    ...of(2027, '01-01 03-26 05-24 07-01 09-06 09-30 10-11 11-11 12-27 12-28'),
  ],
  /** Banking and Financial Dealings Act 1971: England and Wales. */
  GB: [
    ...of(2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'),
    ...of(2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'),
  ],
  /** The days that all federal states share. */
  DE: [
    ...of(2026, '01-01 04-03 04-06 05-01 05-14 05-25 12-25'),
    ...of(2027, '01-01 03-26 03-29 05-06 05-17'),
  ],
  /** Code du travail, article L3133-1. */
  FR: [
    ...of(2026, '01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25'),
    ...of(2027, '01-01 03-29 05-06 05-17 07-14 11-01 11-11'),
  ],
  /**
   * The State Council's arrangement for 2026. For 2027 only the days fixed by the Regulation on Public
   * Holidays: the days moved around them are announced each November.
   */
  CN: [
    ...of(2026, '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25'),
    ...of(2026, '10-01 10-02 10-05 10-06 10-07'),
    ...of(2027, '01-01 02-05 02-08 04-05 06-09 09-15 10-01'),
  ],
}

/** The last day these tables know. */
export const HOLIDAYS_KNOWN_UNTIL = '2027-12-31'

function of(year: number, days: string): string[] {
  return days.split(' ').map((day) => `${year}-${day}`)
}
