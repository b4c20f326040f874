import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import type { MutationTestingPlanReadyEvent, Reporter } from '@stryker-mutator/api/report'
import { progress } from '../measure/world.ts'

/** Mutants. */
const TOLD_EVERY = 100

/** Says on stderr of how many mutants it is known what becomes of them. */
class ToldProgress implements Reporter {
  #all = 0
  #known = 0

  onMutationTestingPlanReady({ mutantPlans }: MutationTestingPlanReadyEvent): void {
    this.#all = mutantPlans.length
    progress(
      `${mutantPlans.length} mutants, ${mutantPlans.filter(({ plan }) => plan === 'Run').length} to try`,
    )
  }

  onMutantTested(): void {
    this.#known += 1
    if (this.#known % TOLD_EVERY === 0) progress(`${this.#known} of ${this.#all}`)
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'told-progress', ToldProgress)]
