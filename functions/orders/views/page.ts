import { type Html, html } from '#shared/html.ts'
import { LANGUAGES, type Language } from '#shared/languages.ts'
import { CONTENT_POLICY, STYLE } from './style.ts'
import { en } from './words/en.ts'
import { ja } from './words/ja.ts'
import type { PageWords } from './words/words.ts'
import { zhHans } from './words/zh-hans.ts'

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en, ja, 'zh-Hans': zhHans }

/** A whole page in one language, with links to itself in the others; its address is a secret, and goes nowhere. */
export const renderPage = (language: Language, title: string, body: Html): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: STYLE }}</style>
</head>
<body>
<div class="page">
${languageLinks(language)}
${body}
</div>
</body>
</html>
`.markup

const languageLinks = (current: Language): Html =>
  html`<nav aria-label="${PAGE_WORDS[current].chooseLanguage}"><ul>${LANGUAGES.map(
    (language) =>
      html`<li><a href="?lang=${language}" lang="${language}" hreflang="${language}"${language === current ? html` aria-current="page"` : undefined}>${PAGE_WORDS[language].ownName}</a></li>`,
  )}</ul></nav>`
