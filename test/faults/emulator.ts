import { makeTables } from '#simulation/emulated-tables.ts'
import { type Finding, findingOf, type Report, type Tell, type Try } from './faults.ts'
import { run } from './run.ts'
import { openedShop } from './scenario.ts'

/** Tries these faults one after the other, each on tables of its own. */
export async function breakOnTables(endpoint: string, tries: readonly Try[], tell: Tell): Promise<Report> {
  const from = await openedShop()
  const findings: Finding[] = []
  for (const [n, { scenario, faults }] of tries.entries()) {
    const tables = await makeTables(endpoint, `faults-${n}`, from)
    const finding = findingOf(scenario, faults, await run(scenario, faults, { tables }))
    tables.close()
    if (finding) findings.push(finding)
    tell(n + 1, finding)
  }
  return { runs: tries.length, findings }
}
