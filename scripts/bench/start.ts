/** How long a start takes to its first answer, what the server holds at rest, and how long it takes to stop. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Figure } from './figure.ts'

const patienceMs = 60_000
const restMs = 5000

type Start = { readonly answerMs: number; readonly restMegabytes: number; readonly stopMs: number }

/** Starts twice in one folder: first an empty one, to be filled with the demonstration, then again. */
export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  try {
    const first = await start(folder)
    const again = await start(folder)
    return [
      { name: 'first start to first answer', value: first.answerMs, unit: 'ms', atMost: 3000 },
      { name: 'later start to first answer', value: again.answerMs, unit: 'ms', atMost: 3000 },
      { name: 'memory at rest', value: again.restMegabytes, unit: 'MB', atMost: 200 },
      { name: 'stop', value: again.stopMs, unit: 'ms', atMost: 10_000 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string): Promise<Start> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), DATA_DIR: folder }
  const begun = performance.now()
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await untilAnswered(server, `http://127.0.0.1:${port}/`, begun + patienceMs)
    const answerMs = performance.now() - begun
    await pause(restMs)
    const restMegabytes = residentMegabytes(server)
    const stopping = performance.now()
    server.kill('SIGINT')
    await once(server, 'exit')
    return { answerMs, restMegabytes, stopMs: performance.now() - stopping }
  } finally {
    server.kill('SIGKILL')
  }
}

async function untilAnswered(server: ChildProcess, url: string, latest: number): Promise<void> {
  while (performance.now() < latest && server.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error('the server did not answer')
}

const residentMegabytes = ({ pid }: ChildProcess): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
