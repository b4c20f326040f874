import { type Html, html } from '#shared/html.ts'
import type { Block, Mail, Row } from './mail.ts'

const FONT = "font-family:system-ui,-apple-system,'Segoe UI','Hiragino Sans','Noto Sans CJK',sans-serif"

/**
 * A mail as HTML: one column, styles on the elements, as mail programs drop most else.
 * Its language and kind can be read from it by who gets it.
 */
export function renderHtml({ kind, language, subject, heading, greeting, blocks, footer }: Mail): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="cartwright-kind" content="${kind}">
<title>${subject}</title>
</head>
<body style="margin:0;padding:24px 12px;${FONT};font-size:16px;line-height:1.6">
<div style="max-width:560px;margin:0 auto">
<h1 style="font-size:24px;line-height:1.3;margin:0 0 24px">${heading}</h1>
<p style="margin:0 0 16px">${greeting}</p>
${blocks.map(blockHtml)}
<p style="margin:32px 0 0;font-size:13px;color:#767676">${footer}</p>
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
      return html`<table role="presentation" style="border-collapse:collapse;margin:0 0 24px">${block.facts.map(
        ({ label, value }) =>
          html`<tr><td style="padding:4px 24px 4px 0;color:#767676">${label}</td><td style="padding:4px 0"><strong>${value}</strong></td></tr>`,
      )}</table>\n`
    case 'table':
      return html`<h2 style="font-size:18px;margin:0 0 8px">${block.caption}</h2>
<table style="width:100%;border-collapse:collapse;margin:0 0 24px">${block.rows.map(rowHtml)}</table>\n`
    case 'link':
      return html`<p style="margin:0 0 24px"><a href="${block.url}">${block.label}</a></p>\n`
  }
}

function rowHtml({ label, detail, amount }: Row): Html {
  return html`<tr><td style="padding:8px 16px 8px 0">${label}${detail ? html`<br><small>${detail}</small>` : undefined}</td><td style="padding:8px 0;text-align:right;white-space:nowrap">${amount}</td></tr>`
}
