/** The server as `npm start` runs it: a process of its own on a free port, watched from outside. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 180_000

export type RunningServer = {
  readonly url: string
  readonly pid: number
  /** From the start of the process to its first answer. */
  readonly answerMs: number
  readonly residentMegabytes: () => number
  /** What it computed since its start, on all cores; without the programs that it started. */
  readonly processorSeconds: () => number
  /** Ends it as Ctrl-C does; gives how long that took. */
  readonly stop: () => Promise<number>
}

/** Starts a server with its data in `folder`. @throws Error when it does not answer within three minutes. */
export async function startServer(folder: string, settings: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, ...settings, PORT: String(port), DATA_DIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // Nobody is left running behind a measurement that failed.
  process.once('exit', () => server.kill('SIGKILL'))
  await untilAnswered(server, `${url}/`, begun + patienceMs)
  return {
    url,
    pid: server.pid ?? 0,
    answerMs: performance.now() - begun,
    residentMegabytes: () => residentMegabytes(server),
    processorSeconds: () => processorSeconds(server),
    stop: async () => {
      const stopping = performance.now()
      server.kill('SIGINT')
      if (server.exitCode === null) await once(server, 'exit')
      return performance.now() - stopping
    },
  }
}

async function untilAnswered(server: ChildProcess, url: string, latest: number): Promise<void> {
  while (performance.now() < latest && server.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await pause(10)
  }
  server.kill('SIGKILL')
  throw new Error('the server did not answer')
}

const residentMegabytes = (server: ChildProcess): number => Number(told(server, 'rss')) / 1024

/** `[[days-]hours:]minutes:seconds`, as POSIX spells it. */
function processorSeconds(server: ChildProcess): number {
  const [seconds = 0, minutes = 0, hours = 0, days = 0] = told(server, 'time')
    .split(/[-:]/)
    .map(Number)
    .toReversed()
  return seconds + 60 * (minutes + 60 * (hours + 24 * days))
}

const told = ({ pid }: ChildProcess, what: 'rss' | 'time'): string =>
  execFileSync('ps', ['-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
