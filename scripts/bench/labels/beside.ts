/** How requests fare while many labels are printed by the same server: asked by a process of its own, at a steady pace. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { makeApp } from '../../../server/app.ts'
import { readSettings } from '../../../server/config.ts'
import { closeContext, openContext, type Context } from '../../../server/context.ts'
import { prepare } from '../../../server/prepare.ts'
import { printAll } from './bulk.ts'

/** 95th of a hundred answers, in milliseconds: with nothing else to do, and while labels print. */
export type Fared = { readonly quietMs: number; readonly busyMs: number }

const quietSeconds = 10

/** Prints `count` labels, by the one thread that suits a serving house on two cores. */
export async function askWhilePrinting(count: number): Promise<Fared> {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  const settings = { DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error', DRAWING_THREADS: '1' }
  const context = openContext(readSettings(settings))
  try {
    await prepare(context)
    const server = createServer(makeApp(context))
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    await printing(context, 100)
    await asked(url, 2).answered
    const quietMs = await asked(url, quietSeconds).answered
    const asking = asked(url, Infinity)
    await printing(context, count)
    asking.stop()
    const busyMs = await asking.answered
    server.closeAllConnections()
    server.close()
    return { quietMs, busyMs }
  } finally {
    await closeContext(context)
    rmSync(folder, { recursive: true, force: true })
  }
}

function printing({ drawings }: Context, count: number): Promise<void> {
  const draw = drawings['return-label-a6']
  if (!draw) throw new Error('nobody draws labels')
  return printAll(draw, count, 20)
}

/** Another process asks until it is over or told to stop. */
function asked(url: string, seconds: number): { answered: Promise<number>; stop: () => void } {
  const args = ['--import', 'tsx', 'scripts/bench/labels/asking.ts', url, String(seconds)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  return { answered: text(child.stdout).then(Number), stop: () => child.stdin.end() }
}
