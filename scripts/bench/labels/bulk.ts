/** Many labels at once, through the threads that draw them in a serving house: how many a second, and in how much memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Drawing } from '../../../server/documents/store.ts'
import { openDrawingRoom } from '../../../server/drawing-room.ts'
import { openKeys } from '../../../server/keys.ts'
import { openLabelKeys } from '../../../server/label-keys.ts'
import { factsOf } from './sample.ts'

export type Bulk = {
  readonly perSecond: number
  /** CPU milliseconds of the whole process for each label. */
  readonly cpuMs: number
  /** Of the whole process: after a fifth of the labels, and at the end. */
  readonly megabytes: { readonly early: number; readonly end: number }
}

/** Waiting for each thread, so that none is idle between two. */
const waitingPerThread = 20

/** Draws and seals `count` A6 labels in so many threads. */
export async function printInBulk(count: number, threads: number): Promise<Bulk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  const clock = { now: () => Temporal.Now.instant() }
  // As a serving house does: its keys are there before its threads.
  openLabelKeys(openKeys(join(dataDir, 'keys')), clock, 'https://ti.example')
  const room = openDrawingRoom({ dataDir, publicUrl: 'https://ti.example' }, threads, clock)
  const draw = room.draw('return-label-a6')
  try {
    // Threads start, fonts are opened, stamps are drawn: that is paid once, not for each label.
    await printAll(draw, threads * 100, threads * waitingPerThread)
    let early = 0
    const [begun, before] = [performance.now(), process.cpuUsage()]
    await printAll(draw, count, threads * waitingPerThread, (done) => {
      if (done === Math.ceil(count / 5)) early = heldMegabytes()
    })
    const { user, system } = process.cpuUsage(before)
    return {
      perSecond: count / ((performance.now() - begun) / 1000),
      cpuMs: (user + system) / 1000 / count,
      megabytes: { early, end: heldMegabytes() },
    }
  } finally {
    await room.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Draws labels, so many at once; `told` hears how many are done. */
export async function printAll(
  draw: Drawing,
  count: number,
  atOnce: number,
  told: (done: number) => void = () => undefined,
): Promise<void> {
  let [next, done] = [0, 0]
  const lane = async (): Promise<void> => {
    while (next < count) {
      next += 1
      await draw(factsOf(next), 'da')
      told((done += 1))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

const heldMegabytes = (): number => process.memoryUsage().rss / 2 ** 20
