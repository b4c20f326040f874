import { policyFor } from '#shared/pages/content-policy.ts'
import type { Schemas } from '../domain/json-schema.ts'
import type { Content, OpenApi, OperationObject, Parameter, ResponseObject } from '../domain/openapi-types.ts'
import { type Html, html, withCode } from './html.ts'
import { schemaList, typeOf } from './schema-list.ts'
import { STYLE } from './style.ts'

interface Entry {
  readonly method: string
  readonly path: string
  readonly operation: OperationObject
}

/** What the page may load and do, for its header `Content-Security-Policy`. */
export const DOCS_POLICY = policyFor(STYLE.text)

/** The document as one page for people: no scripts, nothing loaded from elsewhere. */
export function docsPage(document: OpenApi): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const groups = document.tags.map((tag) => ({
    ...tag,
    entries: entries.filter(({ operation }) => operation.tags.includes(tag.name)),
  }))
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} API</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Operations">
<p><strong>${document.info.title} API</strong> ${document.info.version}</p>
${groups.map(
  (group) =>
    html`<ul><li><a href="#${group.name}"><strong>${group.name}</strong></a></li>${group.entries.map(
      ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.operationId}</a></li>`,
    )}</ul>`,
)}
</nav>
<main>
<h1>${document.info.title} API</h1>
${introduction(document.info.description)}
<p>The same as <a href="/v1/openapi.json">an OpenAPI 3.1 document</a>.</p>
${groups.map(
  (group) => html`<h2 id="${group.name}">${group.name}</h2><p>${group.description}</p>
${group.entries.map((entry) => section(entry, document.components.schemas))}`,
)}
</main>
</body>
</html>
`.text
}

/** Paragraphs and one level of list, as the description has them. */
const introduction = (text: string): Html[] =>
  text
    .split('\n\n')
    .map((block) =>
      block.startsWith('- ')
        ? html`<ul>${block.split('\n').map((line) => html`<li>${withCode(line.slice(2))}</li>`)}</ul>`
        : html`<p>${withCode(block)}</p>`,
    )

function section({ method, path, operation }: Entry, schemas: Schemas): Html {
  const [access] = operation.security.flatMap((requirement) => Object.values(requirement)[0] ?? [])
  const { requestBody, parameters = [], responses } = operation
  return html`<section id="${operation.operationId}">
<h3>${operation.operationId}</h3>
<p>${withCode(operation.summary)}</p>
<code class="call"><span class="method">${method}</span> ${path}</code>
<p class="dim">${access ? html`Needs the scope <code>${access}</code>.` : 'Public: needs no token.'}</p>
${parameters.length > 0 ? html`<h4>Parameters</h4><ul class="fields">${parameters.map((it) => parameter(it, schemas))}</ul>` : undefined}
${requestBody ? html`<h4>Body</h4>${contentOf(requestBody.content, schemas, true)}` : undefined}
<h4>Answers</h4>
<dl>${Object.entries(responses).map(([status, answer]) => response(status, answer, schemas))}</dl>
</section>
`
}

const parameter = ({ name, in: place, required, description, schema }: Parameter, schemas: Schemas): Html =>
  html`<li><code>${name}</code> <span class="type">${place}, ${typeOf(schema, schemas)}${required ? '' : ', may be left out'}</span>${description ? html`<br>${description}` : undefined}</li>`

const response = (status: string, { description, content }: ResponseObject, schemas: Schemas): Html =>
  html`<dt>${status}</dt><dd>${withCode(description)}${status < '300' ? contentOf(content, schemas) : undefined}</dd>`

const contentOf = (content: Content, schemas: Schemas, open = false): Html[] =>
  Object.entries(content).map(([type, { schema, example }]) =>
    example === undefined
      ? html`<p class="dim">${type}</p>`
      : html`${details('Fields', schemaList(schema, schemas), open)}
${details('Example', html`<pre>${JSON.stringify(example, null, 2)}</pre>`, open)}`,
  )

const details = (summary: string, content: Html, open: boolean): Html =>
  html`<details${open ? html` open` : undefined}><summary>${summary}</summary>${content}</details>`
