import { Html } from './html.ts'

/** One column of comfortable width; on a wide screen the contents stand beside it. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a4048); --soft: light-dark(#f4f6f8, #1d2126);
  --dim: light-dark(#5a6470, #9aa4b0); --accent: light-dark(#0b5cad, #6cb2ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
main, nav { padding: 1rem; max-width: 56rem; }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0; }
nav a { display: block; padding: .3rem 0; }
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); text-transform: capitalize; }
h3 { margin: 2.5rem 0 .25rem; }
code, pre { font: .875em/1.5 ui-monospace, monospace; }
pre { background: var(--soft); padding: .75rem; border-radius: .4rem; overflow-x: auto; overflow-wrap: normal; }
.call { display: block; background: var(--soft); padding: .5rem .75rem; border-radius: .4rem; }
.method { font-weight: 700; color: var(--accent); }
.type, .dim { color: var(--dim); font-size: .9em; }
.fields { margin: .25rem 0; padding-left: 1rem; list-style: none; border-left: 2px solid var(--line); }
summary { cursor: pointer; }
dt { font-weight: 600; margin-top: .4rem; }
dd { margin: 0 0 0 1rem; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; border-right: 1px solid var(--line); }
  main { padding: 1rem 2.5rem 4rem; }
}
`)
