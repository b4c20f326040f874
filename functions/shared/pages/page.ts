import { type Html, html } from '../html.ts'
import { LANGUAGES, type Language } from '../languages.ts'
import { policyFor, policyWith, type ScriptSources } from './content-policy.ts'
import { STYLE } from './style.ts'

/** What each language calls itself, and how it asks for another. */
const OWN_WORDS: Readonly<Record<Language, { readonly ownName: string; readonly chooseLanguage: string }>> = {
  en: { ownName: 'English', chooseLanguage: 'Language' },
  ja: { ownName: '日本語', chooseLanguage: '言語' },
  'zh-Hans': { ownName: '简体中文', chooseLanguage: '语言' },
}

/** What a page has beside its text. */
export interface PageExtras {
  /** What runs in it, and whom it may speak to. */
  readonly script?: ScriptSources
  /** The page is loaded again after so many seconds. */
  readonly againAfterSeconds?: number
}

/** A whole page, and what it may load, run and speak to, as its header says it (`Content-Security-Policy`). */
export interface Page {
  readonly html: string
  readonly policy: string
}

/** A page in one language, with links to itself in the others; its address is a secret, and goes nowhere. */
export const renderPage = (language: Language, title: string, body: Html, extras: PageExtras = {}): Page => ({
  html: documentOf(language, title, body, extras),
  policy: extras.script ? policyWith(STYLE, extras.script) : policyFor(STYLE),
})

const documentOf = (language: Language, title: string, body: Html, extras: PageExtras): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
${extras.againAfterSeconds ? html`<meta http-equiv="refresh" content="${extras.againAfterSeconds}">` : undefined}
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${{ markup: STYLE }}</style>
</head>
<body>
<div class="page">
${languageLinks(language)}
${body}
</div>
${extras.script ? scripts(extras.script) : undefined}
</body>
</html>
`.markup

/** The gateway's script first: ours, a module, runs after all that is deferred. */
const scripts = ({ text, gatewayUrl }: ScriptSources): Html =>
  html`${gatewayUrl ? html`<script src="${gatewayUrl}" defer></script>\n` : undefined}<script type="module">${{ markup: text }}</script>`

const languageLinks = (current: Language): Html =>
  html`<nav aria-label="${OWN_WORDS[current].chooseLanguage}"><ul>${LANGUAGES.map(
    (language) =>
      html`<li><a href="?lang=${language}" lang="${language}" hreflang="${language}"${language === current ? html` aria-current="page"` : undefined}>${OWN_WORDS[language].ownName}</a></li>`,
  )}</ul></nav>`
