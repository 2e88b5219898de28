/**
 * Progress as server-sent events (HTML Standard, 9.2): what rows say is told whenever it changes, until the end. A reload
 * begins anew from the rows, so nothing is lost by it. Knows no kind of work.
 */
import type { Response } from 'express'

/** What a page is told: how far it is, and its words in the reader's language. */
export type Progress = {
  readonly done: number
  readonly total: number
  readonly text: string
  readonly isEnded: boolean
}

export type Streams = {
  /** Tells a response until the work has ended, its reader has gone or the server stops. Above the limits it says 204, and a browser does not ask again. */
  readonly tell: (response: Response, reader: string, look: () => Promise<Progress>) => Promise<void>
  /** Ends all of them, so that the server can stop. */
  readonly end: () => void
}

const lookEvery = 1000

/** A silent line is cut by proxies after a minute or so. */
const beatEvery = 15

/** Beyond these a page follows by loading itself again. */
const streamsAtMost = 200
const streamsOfOneAtMost = 5

/** Keeps the streams of one server. */
export function openStreams(): Streams {
  const open = new Map<Response, { readonly reader: string; readonly stop: () => void }>()
  const ofReader = (reader: string): number =>
    [...open.values()].filter((one) => one.reader === reader).length
  return {
    async tell(response, reader, look) {
      if (open.size >= streamsAtMost || ofReader(reader) >= streamsOfOneAtMost) {
        response.status(204).end()
        return
      }
      // Packing would hold lines back until there are enough of them.
      response.set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
      response.type('text/event-stream').flushHeaders()
      const waking: (() => void)[] = []
      const stop = (): void => {
        open.delete(response)
        for (const wake of waking.splice(0)) wake()
      }
      open.set(response, { reader, stop })
      response.once('close', stop)
      await follow(response, look, { isOpen: () => open.has(response), waking })
      stop()
      response.end()
    },
    end() {
      for (const { stop } of open.values()) stop()
    },
  }
}

async function follow(
  response: Response,
  look: () => Promise<Progress>,
  { isOpen, waking }: { readonly isOpen: () => boolean; readonly waking: (() => void)[] },
): Promise<void> {
  let said = ''
  for (let turn = 1; isOpen(); turn += 1) {
    const progress = await look()
    const line = JSON.stringify(progress)
    if (line !== said) response.write(`event: progress\ndata: ${line}\n\n`)
    else if (turn % beatEvery === 0) response.write(': still here\n\n')
    if (progress.isEnded) return
    said = line
    await new Promise<void>((resolve) => {
      waking.splice(0, waking.length, resolve)
      setTimeout(resolve, lookEvery).unref()
    })
  }
}
