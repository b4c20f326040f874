import { expect, test } from 'vitest'
import { html } from './html.ts'

test('what is put into a template is escaped, in text and in attributes', () => {
  const name = `<script>alert("x")</script> & 'co'`
  expect(html`<p title="${name}">${name}</p>`.markup).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;">' +
      '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;</p>',
  )
})

test('HTML within HTML stays as it is, lists are joined, and nothing is written for what is absent', () => {
  const rows = ['a', '<b>'].map((name) => html`<li>${name}</li>`)
  expect(html`<ul>${rows}</ul>${undefined}${3}`.markup).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>3')
})
