import { type Html, html } from '#shared/html.ts'
import type { Block, Mail, Row } from './mail.ts'

/**
 * Mail programs drop most styles that are not on the elements, so they are there, for light; the classes
 * are for programs that keep a style sheet and show mails dark.
 */
const FONT = `font-family:system-ui,-apple-system,'Segoe UI','Hiragino Sans','PingFang SC','Noto Sans CJK JP',sans-serif`
const SOFT = 'color:#59636e'
const LINE = '1px solid #d8dde3'
const BUTTON =
  'display:inline-block;padding:12px 24px;border-radius:8px;background:#0b6e4f;color:#ffffff;font-weight:600;text-decoration:none'

const DARK = `
@media (prefers-color-scheme: dark) {
  .ground { background: #101418 !important; }
  .paper { background: #1a2026 !important; border-color: #333c46 !important; color: #e8ecf0 !important; }
  .paper th, .paper td { border-color: #333c46 !important; }
  .title { color: #5fd3a6 !important; }
  .soft { color: #a3adb8 !important; }
  .button { background: #5fd3a6 !important; color: #10281f !important; }
}
`

/** A mail as HTML, one column wide; who gets it can read its language and its kind from it. */
export function renderHtml({ kind, language, subject, heading, greeting, blocks, footer }: Mail): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<meta name="cartwright-kind" content="${kind}">
<title>${subject}</title>
<style>${{ markup: DARK }}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f4f5f7">
<div class="ground" style="padding:16px 8px;background:#f4f5f7;${FONT};font-size:16px;line-height:1.6">
<div class="paper" style="max-width:560px;margin:0 auto;padding:24px 20px;box-sizing:border-box;background:#ffffff;border:${LINE};border-radius:12px;color:#1b1f24;overflow-wrap:anywhere">
<h1 class="title" style="margin:0 0 20px;font-size:24px;line-height:1.3;color:#0b6e4f;text-wrap:balance;word-break:auto-phrase">${heading}</h1>
<p style="margin:0 0 12px">${greeting}</p>
${blocks.map(blockHtml)}
<p class="soft" style="margin:28px 0 0;font-size:13px;${SOFT}">${footer}</p>
</div>
</div>
</body>
</html>
`.markup
}

function blockHtml(block: Block): Html {
  switch (block.type) {
    case 'paragraph':
      return html`<p style="margin:0 0 16px">${block.text}</p>\n`
    case 'facts':
      return html`<dl style="margin:0 0 20px">${block.facts.map(
        ({ label, value }) =>
          html`<dt class="soft" style="font-size:14px;${SOFT}">${label}</dt><dd style="margin:0 0 8px;font-weight:600">${value}</dd>`,
      )}</dl>\n`
    case 'table':
      return html`<h2 style="margin:0 0 4px;font-size:18px;line-height:1.4">${block.caption}</h2>
<table style="width:100%;border-collapse:collapse;margin:0 0 24px">${block.rows.map(rowHtml)}</table>\n`
    case 'link':
      return html`<p style="margin:0 0 28px"><a class="button" href="${block.url}" style="${BUTTON}">${block.label}</a></p>\n`
  }
}

const ROW_STYLES: Readonly<Record<Row['kind'], string>> = {
  item: `padding:8px 0;border-bottom:${LINE};font-weight:400`,
  sum: 'padding:4px 0;font-weight:400',
  total: 'padding:6px 0;font-weight:700;font-size:18px',
}

function rowHtml({ kind, label, detail, amount }: Row): Html {
  const style = `${ROW_STYLES[kind]};vertical-align:top`
  return html`<tr><th scope="row" style="${style};text-align:left">${label}${
    detail
      ? html`<br><span class="soft" style="font-size:14px;font-weight:400;${SOFT}">${detail}</span>`
      : undefined
  }</th><td style="${style};padding-left:16px;text-align:right;white-space:nowrap">${amount}</td></tr>`
}
