/** One column that fits a phone of 360 px, in the colors that the reader's device prefers. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --paper: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d8dde3;
  --accent: #0b6e4f; --on-accent: #fff; --notice: #8a4b00; --wrong: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101418; --paper: #1a2026; --ink: #e8ecf0; --soft: #a3adb8; --line: #333c46;
    --accent: #5fd3a6; --on-accent: #10281f; --notice: #ffb968; --wrong: #ff8f86;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere;
}
:lang(ja) body, body:lang(ja) { font-family: system-ui, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif; }
body:lang(zh-Hans) { font-family: system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
.page { max-width: 40rem; margin: 0 auto; padding: 1rem; }
nav ul { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0 .25rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
nav a { display: block; padding: .5rem; color: var(--soft); }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
section, header { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: 0 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0 .5rem; color: var(--accent); text-wrap: balance; word-break: auto-phrase; }
.halted h1 { color: var(--notice); }
h2 { font-size: 1.1rem; line-height: 1.4; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 .5rem; }
a { color: var(--accent); }
dl { margin: 1rem 0 0; }
dd + dt { margin-top: .5rem; }
@media (min-width: 32rem) {
  dl { display: grid; grid-template-columns: 9rem 1fr; gap: .25rem 1rem; }
  dd + dt { margin-top: 0; }
}
dt, time, small, .soft { color: var(--soft); }
dt { font-size: .9rem; }
dd { margin: 0; font-weight: 600; }
time, small { font-size: .875rem; }
dd time { color: inherit; font-size: inherit; }
ol, .items { list-style: none; margin: 0; padding: 0; }
.steps li { position: relative; padding: 0 0 1rem 2rem; }
.steps li::before {
  content: ''; position: absolute; left: .25rem; top: .4rem; width: .85rem; height: .85rem;
  border: 2px solid var(--line); border-radius: 50%; background: var(--paper);
}
.steps li:not(:last-child)::after { content: ''; position: absolute; left: .6rem; top: 1.4rem; bottom: -.3rem; width: 2px; background: var(--line); }
.steps li:last-child { padding-bottom: 0; }
.steps .done::before { background: var(--accent); border-color: var(--accent); }
.steps .next { color: var(--soft); }
.steps [aria-current] { font-weight: 600; }
.steps [aria-current]::before { box-shadow: 0 0 0 4px color-mix(in srgb, var(--accent) 25%, transparent); }
.steps time, .scans time { display: block; font-weight: 400; }
.scans li { padding: .5rem 0; border-top: 1px solid var(--line); }
.scans li:first-child { border-top: 0; }
.scans small { display: block; }
.items li { display: flex; justify-content: space-between; gap: 1rem; padding: .35rem 0; }
.items span:last-child { white-space: nowrap; color: var(--soft); }
[hidden] { display: none !important; }
form { margin: 0; }
label, legend { display: block; font-size: .9rem; color: var(--soft); margin: .75rem 0 .25rem; padding: 0; }
fieldset { border: 0; margin: 1rem 0 0; padding: 0; }
#card { margin-bottom: .35rem; }
form > .soft { margin: .75rem 0 0; }
input:not([type=checkbox], [type=radio]), #card {
  width: 100%; padding: .65rem .75rem; font: inherit; color: var(--ink); background: var(--ground);
  border: 1px solid var(--line); border-radius: .5rem;
}
input[type=number] { width: 5rem; }
input[aria-invalid] { border-color: var(--wrong); outline: 2px solid var(--wrong); }
.choice { display: flex; gap: .6rem; align-items: baseline; color: var(--ink); font-size: 1rem; }
.choice input { flex: none; margin: 0; accent-color: var(--accent); }
form:not(:has([value=some]:checked)) .some { display: none; }
button, .button {
  display: inline-block; margin: 1rem 0 0; padding: .7rem 1.4rem; font: inherit; font-weight: 600; text-decoration: none;
  color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem; cursor: pointer;
}
button.second { margin: 0; padding: .5rem 1rem; color: var(--accent); background: none; white-space: nowrap; }
button:disabled { opacity: .5; cursor: default; }
.problem { color: var(--wrong); font-weight: 600; }
section.problem { border-color: var(--wrong); }
.way { display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 1rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.way:first-of-type { border-top: 0; }
.way p { margin: 0; }
blockquote { margin: .25rem 0 0; padding-left: .75rem; border-left: 3px solid var(--line); }
h1:focus { outline: none; }
footer { color: var(--soft); font-size: .875rem; padding: 0 .25rem 1rem; }
`
