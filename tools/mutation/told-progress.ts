import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import type { MutationTestingPlanReadyEvent, Reporter } from '@stryker-mutator/api/report'
import { progress } from '../measure/world.ts'

/** Mutants. */
const TOLD_EVERY = 100

/** Says on stderr how many mutants have been tried. */
class ToldProgress implements Reporter {
  #all = 0
  #tried = 0

  onMutationTestingPlanReady({ mutantPlans }: MutationTestingPlanReadyEvent): void {
    this.#all = mutantPlans.filter(({ plan }) => plan === 'Run').length
    progress(`${this.#all} of ${mutantPlans.length} mutants to try`)
  }

  onMutantTested(): void {
    this.#tried += 1
    if (this.#tried % TOLD_EVERY === 0) progress(`${this.#tried} of ${this.#all}`)
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'told-progress', ToldProgress)]
