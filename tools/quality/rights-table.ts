import type { RightsFigures } from './figures.ts'

export function rightsTable(figures: RightsFigures): string {
  const { testsPassed, functions, granted, used, explained, unexplained, missing, idleReasons } = figures
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [`${title}:\n\n${lines.map((line) => `- ${line}`).join('\n')}`] : []
  return [
    `The roles of ${functions} functions grant ${granted} actions; ${used} were seen in use, ${explained} have a reason, ${unexplained.length} have none, and ${missing.length} were used without being granted.`,
    ...(testsPassed ? [] : ['Some tests failed, so not all was seen.']),
    ...list('Granted without use or reason', unexplained.map(describe)),
    ...list('Used, and not granted', missing.map(describe)),
    ...list('Reasons that explain nothing', idleReasons),
  ].join('\n\n')
}

const describe = (one: { function: string; action: string }): string => `${one.function}: \`${one.action}\``
