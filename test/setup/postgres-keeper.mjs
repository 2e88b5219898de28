/**
 * `node postgres-keeper.mjs {"folders":…,"owner":…} POSTGRES ARGUMENTS…` runs the server until its own standard input
 * closes. The system closes it for a parent that has died, however it died. Then the server ends and its folders go.
 */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

const [how = '', postgres = '', ...given] = process.argv.slice(2)
const { folders, owner } = JSON.parse(how)
const output = process.env.TEST_POSTGRES_LOG ? 'inherit' : 'ignore'
const server = spawn(postgres, given, { cwd: '/', stdio: ['ignore', output, output], ...owner })

process.stdin.on('close', () => server.kill('SIGQUIT')).resume()

server.once('exit', (code) => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  process.exit(code ?? 0)
})
