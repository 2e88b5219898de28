import { availableParallelism } from 'node:os'

/**
 * Four groups of tests in one run. Pure ones run once; those that store something run on SQLite and on PostgreSQL,
 * the same files; those that need a browser get a real one. Run as `node --experimental-vm-modules`, see scripts/test.mjs.
 */
const needsDatabase = ['**/store.test.ts', '**/*.store.test.ts', '**/test/stories/**/*.test.ts']
const needsBrowser = ['**/test/browser/**/*.test.ts']

const common = {
  roots: ['<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
}

/** @param {'sqlite' | 'postgres'} engine */
const onEngine = (engine) => ({
  ...common,
  displayName: engine,
  testMatch: needsDatabase,
  globals: { engine },
  globalSetup: `<rootDir>/test/setup/${engine}.mjs`,
  globalTeardown: '<rootDir>/test/setup/teardown.mjs',
})

export default {
  // A third of a walk through the house is waiting for programs that it starts, so more workers than cores.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Generous: a test that starts a program must not fail because the machine is busy.
  testTimeout: 60_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['**/*.test.ts', ...[...needsDatabase, ...needsBrowser].map((glob) => `!${glob}`)],
    },
    onEngine('sqlite'),
    onEngine('postgres'),
    {
      ...common,
      displayName: 'browser',
      testMatch: needsBrowser,
      globals: { engine: 'sqlite' },
      globalSetup: '<rootDir>/test/setup/sqlite.mjs',
      globalTeardown: '<rootDir>/test/setup/teardown.mjs',
    },
  ],
}
