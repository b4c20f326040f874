/** What the keys of the catalog's files begin with, by what they are of. */
export const FILES = {
  /** What merchants have uploaded and nobody has looked at; it goes by itself. */
  uploads: 'uploads/',
  /** What shops show: pictures and models that were checked. Anyone may fetch them. */
  media: 'media/',
  search: 'search/',
  imports: 'imports/',
  exports: 'exports/',
} as const
