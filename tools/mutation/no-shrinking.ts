import fc from 'fast-check'

/** What kills a mutant need not be the smallest counterexample: looking for it can take longer than all tests. */
fc.configureGlobal({ endOnFailure: true })
