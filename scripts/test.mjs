/**
 * `npm test`: installs when needed, then format, types, lint and every test. `npm run check` is the quick gate: without
 * PostgreSQL, the browser, stories, and files whose name says `.long.`. What else is typed goes to Jest.
 * The steps run side by side; what each says is printed whole and in their order, and the first that fails ends them all.
 */
import { spawn } from 'node:child_process'
import { installWhenNeeded } from './install-when-needed.mjs'

const [mode, ...more] = process.argv.slice(2)
const quick = mode === '--quick'
const leftOut = ['--testPathIgnorePatterns', '\\.long\\.', '/stories/']
const forQuick = ['--selectProjects', 'unit', 'sqlite', ...leftOut, ...more]

const program = (path, ...given) => [`node_modules/${path}`, ...given]

/** @type {[string, string[]][]} */
const steps = [
  ['Format', program('prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.')],
  ['Types', program('typescript/bin/tsc')],
  ['Lint', program('oxlint/bin/oxlint', '--type-aware')],
  [
    quick ? 'Tests on SQLite' : 'Tests on SQLite, PostgreSQL and in a browser',
    program('jest/bin/jest.js', ...(quick ? forQuick : process.argv.slice(2))),
  ],
]

installWhenNeeded()

const running = steps.map(([name, command]) => ({ name, ...start(command) }))
for (const { name, print, ended } of running) {
  console.log(`\n${name} …`)
  print()
  const { code, signal } = await ended
  if (code === 0) continue
  console.error(`\n${name}: failed (${signal ?? `exit code ${code}`}). What is wrong stands above.`)
  for (const { stop } of running) stop()
  process.exitCode = code ?? 1
  break
}

/**
 * Starts a program whose words are held back until `print`, and from then on pass as they come.
 * @param {string[]} command
 */
function start(command) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}
  const child = spawn(process.execPath, command, {
    stdio: ['inherit', 'pipe', 'pipe'],
    env: { ...process.env, ...colours },
  })
  /** @type {[NodeJS.WriteStream, Buffer][]} */
  const held = []
  /** @param {NodeJS.WriteStream} out @param {Buffer} words */
  let say = (out, words) => void held.push([out, words])
  child.stdout.on('data', (words) => say(process.stdout, words))
  child.stderr.on('data', (words) => say(process.stderr, words))
  return {
    print: () => {
      for (const [out, words] of held.splice(0)) out.write(words)
      say = (out, words) => void out.write(words)
    },
    stop: () => void child.kill(),
    /** @type {Promise<{ code: number | null, signal: string | null }>} */
    ended: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
  }
}
