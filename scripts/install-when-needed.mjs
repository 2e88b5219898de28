/** So that `npm start` and `npm test` are the only commands: installs the packages when they are missing or outdated. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const lock = 'package-lock.json'
// npm writes it last, so a broken installation leaves none.
const marker = 'node_modules/.package-lock.json'

/** Installs unless it is done already. Ends this process with npm's exit code when npm fails. */
export function installWhenNeeded() {
  if (isInstalled()) return
  console.log(
    'Installing packages; SQLite is compiled where no ready build fits, which takes some two minutes …',
  )
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  console.error('npm install failed; what it said stands above.')
  process.exit(status ?? 1)
}

const isInstalled = () => existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs
