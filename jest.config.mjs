import { availableParallelism } from 'node:os'

/**
 * Four groups of tests in one run. Pure ones run once; those that store something run on SQLite and on PostgreSQL,
 * the same files; those that need a browser get a real one. `.long.` in a name is for `npm run check`, which leaves it out.
 */
const needsDatabase = ['**/store.test.ts', '**/*.store.test.ts', '**/test/stories/**/*.test.ts']
const needsBrowser = ['**/test/browser/**/*.test.ts']

const common = {
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  // A process runs many files in bare Node and loads the house once, not once a file: half the time of the whole run.
  // In exchange files share what modules remember, so nothing in the house may remember what a test could change.
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['<rootDir>/test/setup/process.mjs'],
}

/** @param {'sqlite' | 'postgres'} engine */
const onEngine = (engine) => ({
  ...common,
  globalSetup: `<rootDir>/test/setup/${engine}.mjs`,
  globalTeardown: '<rootDir>/test/setup/teardown.mjs',
  setupFiles: [...common.setupFiles, `<rootDir>/test/setup/on-${engine}.mjs`],
})

export default {
  // A third of a walk through the house is waiting for programs that it starts, so more workers than cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.ts', ...[...needsDatabase, ...needsBrowser].map((glob) => `!${glob}`)],
    },
    { ...onEngine('sqlite'), displayName: 'sqlite', testMatch: needsDatabase },
    { ...onEngine('postgres'), displayName: 'postgres', testMatch: needsDatabase },
    { ...onEngine('sqlite'), displayName: 'browser', testMatch: needsBrowser },
  ],
}
