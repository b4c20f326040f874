/** What the bucket of customers keeps: every prefix there is. */
export const FILES = { exports: 'exports/' } as const
