import type { Language } from '#shared/languages.ts'
import { en } from './words/en.ts'
import { ja } from './words/ja.ts'
import type { PageWords } from './words/words.ts'
import { zhHans } from './words/zh-hans.ts'

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en, ja, 'zh-Hans': zhHans }
