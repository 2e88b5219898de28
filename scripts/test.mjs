/**
 * `npm test`: installs when needed, then format, types, lint and every test; ends at the first step that fails.
 * `npm run check` is the quick gate: without PostgreSQL, the browser and what takes long. What else is typed goes to Jest.
 */
import { spawnSync } from 'node:child_process'
import { installWhenNeeded } from './install-when-needed.mjs'

const [mode, ...more] = process.argv.slice(2)
const quick = mode === '--quick'
// These start programs of their own, rasterise paper, draw hundreds of walks, or walk the whole house over HTTP.
const long =
  'test/(evidence/(hostile|pdfs|reading|routes|tidying|upload)|stories/|payments/model|shipping/label|documents/code128|claims/(submission|decide))'
const forQuick = ['--selectProjects', 'unit', 'sqlite', '--testPathIgnorePatterns', long, ...more]
const forJest = quick ? forQuick : process.argv.slice(2)

const jest = ['node_modules/jest/bin/jest.js']

/** @type {[string, string[]][]} */
const steps = [
  ['Format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.']],
  ['Types', ['node_modules/typescript/bin/tsc']],
  ['Lint', ['node_modules/oxlint/bin/oxlint', '--type-aware']],
  [quick ? 'Tests on SQLite' : 'Tests on SQLite, PostgreSQL and in a browser', [...jest, ...forJest]],
]

installWhenNeeded()

for (const [name, program] of steps) {
  console.log(`\n${name} …`)
  const { status, signal } = spawnSync(process.execPath, program, { stdio: 'inherit' })
  if (status === 0) continue
  console.error(`\n${name}: failed (${signal ?? `exit code ${status}`}). What is wrong stands above.`)
  process.exit(status ?? 1)
}
