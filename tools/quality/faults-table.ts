import { markdownTable } from '../measure/table.ts'
import type { EmulatorFaultFigures, FaultFigures, FaultPairFigures } from './figures.ts'

export function faultsTable({ seed, ways, contexts, findings, controlRuns, controls }: FaultFigures): string {
  const [calls, commits, tried] = [sum(contexts, 'calls'), sum(contexts, 'commits'), sum(contexts, 'tried')]
  const rows = [...contexts, { name: 'together', calls, commits, tried, wrong: findings.length }].map(
    ({ name, ...counts }) => [
      name,
      ...[counts.calls, counts.commits, counts.tried, counts.wrong].map(inFigures),
    ],
  )
  return [
    `${inFigures(calls)} calls x ${ways} ways to break them + ${inFigures(commits)} commits with another transaction in the way = ${inFigures(calls * ways + commits)}; ${inFigures(tried)} tried, ${findings.length} with something wrong at the end.`,
    markdownTable(['context', 'calls', 'commits in conflict', 'faults tried', 'wrong at the end'], rows),
    `Controls, of ${controlRuns} faults each, seed ${seed}:`,
    markdownTable(
      ['what is switched off', 'wrong at the end'],
      controls.map(({ name, found }) => [name, inFigures(found)]),
    ),
    ...found(findings),
  ].join('\n\n')
}

export const faultPairsTable = ({ seed, pairs, findings }: FaultPairFigures): string =>
  [
    `${inFigures(pairs)} pairs, seed ${seed}: ${findings.length} with something wrong at the end.`,
    ...found(findings),
  ].join('\n\n')

export const emulatorFaultsTable = ({ seed, runs, conflicts, findings }: EmulatorFaultFigures): string =>
  [
    `${inFigures(runs)} faults, ${inFigures(conflicts)} of them commits with another transaction in the way, seed ${seed}: ${findings.length} with something wrong at the end.`,
    ...found(findings),
  ].join('\n\n')

const sum = (contexts: FaultFigures['contexts'], of: 'calls' | 'commits' | 'tried'): number =>
  contexts.reduce((all, context) => all + context[of], 0)

const inFigures = (count: number): string => count.toLocaleString('en')

const found = (findings: FaultFigures['findings']): string[] =>
  findings.length === 0 ? [] : [findings.map((finding) => `- ${findingInWords(finding)}`).join('\n')]

export const findingInWords = ({ scenario, faults, violations }: FaultFigures['findings'][number]): string =>
  `${scenario}, with ${faults.map(({ call, kind }) => `\`${call}\` ${kind}`).join(' and ')}: ${violations.join('; ')}`
