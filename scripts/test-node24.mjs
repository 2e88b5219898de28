/**
 * `npm run test:node24`: the whole suite under Node 24, which comes from npm into a cache of this checkout and never into
 * package.json. Native packages are not compiled again: theirs is N-API, which is the same on both.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { installWhenNeeded } from './install-when-needed.mjs'

const cache = resolve('node_modules/.cache/node24')
const programs = join(cache, 'node_modules/node/bin')
const node = join(programs, process.platform === 'win32' ? 'node.exe' : 'node')

installWhenNeeded()
if (!existsSync(node)) {
  mkdirSync(cache, { recursive: true })
  // Its own script puts the program of this platform in place.
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  run('npm', ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund', 'node@24'])
}
run(node, ['--version'])
run(node, ['scripts/test.mjs', ...process.argv.slice(2)])

/**
 * @param {string} program
 * @param {string[]} given
 */
function run(program, given) {
  const PATH = `${programs}${delimiter}${process.env.PATH}`
  const { status } = spawnSync(program, given, { stdio: 'inherit', env: { ...process.env, PATH } })
  if (status !== 0) process.exit(status ?? 1)
}
