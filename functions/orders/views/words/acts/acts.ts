import type { Language } from '#shared/languages.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { ActWords } from './words.ts'
import { zhHans } from './zh-hans.ts'

export const ACT_WORDS: Readonly<Record<Language, ActWords>> = { en, ja, 'zh-Hans': zhHans }
