import type { Message } from './mailbox.ts'

/** The pages of the local server that are not the product's own. */

export function frontPage(apiUrl: string): string {
  return page(
    'Cartwright',
    `<h1>Cartwright</h1>
<p>This is Cartwright on your own machine. The API is at <code>${escapeHtml(apiUrl)}</code>.</p>
<ul>
  <li><a href="/docs">The API's reference</a></li>
  <li><a href="/mail">Mails and SMS</a> that customers got; tracking pages open from them</li>
</ul>`,
  )
}

/** The list of messages, newest first; a mail opens under its place in `/mail/messages.json`. */
export function mailPage(messages: readonly Message[]): string {
  const rows = messages.map((message, index) => {
    const subject = escapeHtml(message.subject ?? message.text)
    const title = message.channel === 'email' ? `<a href="/mail/${index}">${subject}</a>` : subject
    const cells = [message.at ?? '', message.channel, message.to, message.kind ?? '', message.locale ?? '']
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}<td>${title}</td></tr>`
  })
  const header = ['at', 'channel', 'to', 'kind', 'language', 'subject or text']
  const table = `<table><tr>${header.map((name) => `<th>${name}</th>`).join('')}</tr>${rows.reverse().join('\n')}</table>`
  return page(
    'Mails and SMS',
    `<h1>Mails and SMS</h1>${rows.length > 0 ? table : '<p>Nothing was sent yet.</p>'}`,
  )
}

/** A mail as its reader sees it; one without HTML as its text. */
export function mailBody(message: Message): string {
  return message.html ?? page(message.subject ?? 'Message', `<pre>${escapeHtml(message.text)}</pre>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #ddd; vertical-align: top }
</style>
</head>
<body>
${body}
</body>
</html>
`
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
