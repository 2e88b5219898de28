/** How long a start takes to its first answer, what the server holds at rest, and how long it takes to stop. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startServer } from '../walk/server.ts'
import type { Figure } from './figure.ts'

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
  const server = await startServer(folder)
  await pause(restMs)
  const restMegabytes = server.residentMegabytes()
  return { answerMs: server.answerMs, restMegabytes, stopMs: await server.stop() }
}
