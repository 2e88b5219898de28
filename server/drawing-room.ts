/**
 * Where documents are drawn while the server answers: in threads of their own, each with its fonts and keys loaded once.
 * The first document starts them, a quiet minute ends them. Knows threads; what a document looks like is told in
 * `drawings.ts`, which runs in there.
 */
import { Worker } from 'node:worker_threads'
import type { Clock } from './base/calendar.ts'
import type { Json } from './base/canonical.ts'
import type { Drawing } from './documents/store.ts'
import type { Locale } from './texts/texts.ts'

/** What a thread needs to open the same house. */
export type RoomSettings = { readonly dataDir: string; readonly publicUrl: string }

/** One document to draw, as it goes to a thread. `now` is an instant as text. */
export type DrawingOrder = {
  readonly no: number
  readonly kind: string
  readonly facts: Json
  readonly locale: Locale
  readonly now: string
}

/** What comes back. */
export type DrawingAnswer =
  | { readonly no: number; readonly bytes: Uint8Array }
  | { readonly no: number; readonly failure: string }
  /** So many parts of a long document are drawn; the rest is still to come. */
  | { readonly no: number; readonly done: number }

export type DrawingRoom = {
  /** Draws one kind of document there. @throws Error when drawing failed, or the thread ended. */
  readonly draw: (kind: string) => Drawing
  /** Ends the threads; what they hold is refused, and drawn when it is next asked for. */
  readonly close: () => Promise<void>
}

const quietMilliseconds = 60_000

type Waiting = {
  readonly resolve: (bytes: Buffer) => void
  readonly reject: (reason: Error) => void
  readonly told: Parameters<Drawing>[2]
}
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

/** Starts nothing yet. @throws RangeError for no threads at all. */
export function openDrawingRoom(settings: RoomSettings, threads: number, clock: Clock): DrawingRoom {
  if (threads < 1) throw new RangeError('a drawing room needs a thread')
  const running: Thread[] = []
  let last = 0
  let quiet: NodeJS.Timeout | undefined
  const leave = (thread: Thread, reason: Error): void => {
    const place = running.indexOf(thread)
    if (place !== -1) running.splice(place, 1)
    for (const { reject } of thread.waiting.values()) reject(reason)
    thread.waiting.clear()
  }
  const close = async (): Promise<void> => {
    clearTimeout(quiet)
    await Promise.all(running.splice(0).map(({ worker }) => worker.terminate()))
  }
  /** The one with the least to do; another one while there may be more and all are busy. */
  const freest = (): Thread => {
    const [least] = running.toSorted((one, other) => one.waiting.size - other.waiting.size)
    if (least && (least.waiting.size === 0 || running.length >= threads)) return least
    const thread = startThread(settings, leave)
    running.push(thread)
    return thread
  }
  const rest = (): void => {
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      if (running.every(({ waiting }) => waiting.size === 0)) void close()
    }, quietMilliseconds).unref()
  }
  return {
    close,
    draw: (kind) => (facts, locale, told) =>
      new Promise<Buffer>((resolve, reject) => {
        const thread = freest()
        const no = (last += 1)
        thread.waiting.set(no, { resolve, reject, told })
        // Only work that somebody waits for keeps the process alive.
        thread.worker.ref()
        const order: DrawingOrder = { no, kind, facts, locale, now: clock.now().toString() }
        thread.worker.postMessage(order, [])
        rest()
      }),
  }
}

function startThread(settings: RoomSettings, leave: (thread: Thread, reason: Error) => void): Thread {
  const worker = new Worker(new URL('./drawing-thread.mjs', import.meta.url), {
    workerData: settings,
    // Flags of the test runner or of a profiler are not the thread's business.
    execArgv: [],
  })
  const thread: Thread = { worker, waiting: new Map() }
  worker.on('message', (answer: DrawingAnswer) => {
    const waiting = thread.waiting.get(answer.no)
    if ('done' in answer) return waiting?.told?.(answer.done)
    thread.waiting.delete(answer.no)
    if (thread.waiting.size === 0) worker.unref()
    if ('bytes' in answer) waiting?.resolve(Buffer.from(answer.bytes.buffer))
    else waiting?.reject(new Error(answer.failure))
  })
  worker.on('error', (error: Error) => leave(thread, error))
  worker.on('exit', () => leave(thread, new Error('the drawing thread ended')))
  return thread
}
