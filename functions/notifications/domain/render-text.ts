import type { Block, Mail, Row } from './mail.ts'

/** A mail as plain text, for readers that show no HTML. */
export function renderText({ heading, greeting, blocks, footer }: Mail): string {
  const parts = [heading, greeting, ...blocks.map(blockText), `--\n${footer}`]
  return `${parts.join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return block.text
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'table':
      return [block.caption, ...block.rows.map(rowText)].join('\n')
    case 'link':
      return `${block.label}:\n${block.url}`
  }
}

const MARKS: Readonly<Record<Row['kind'], string>> = { item: '- ', sum: '  ', total: '= ' }

function rowText({ kind, label, detail, amount }: Row): string {
  const what = detail ? `${label} (${detail})` : label
  return `${MARKS[kind]}${amount ? `${what}: ${amount}` : what}`
}
