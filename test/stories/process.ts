/** The server as a process of its own, joined and started as in production, that a test may kill without warning. */
import { spawn, type ChildProcess } from 'node:child_process'

export type Started = {
  readonly url: string
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly printed: () => string
}

/** Starts it with these settings and no others. @throws Error with what it printed when it ends instead. */
export function startServer(settings: Readonly<Record<string, string>>): Promise<Started> {
  const started = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  return new Promise((resolve, reject) => {
    const read = (part: Buffer): void => {
      printed += part.toString('utf8')
      const port = /listens on http:\/\/localhost:(\d+)/.exec(printed)?.[1]
      if (port) resolve({ url: `http://127.0.0.1:${port}`, process: started, printed: () => printed })
    }
    started.stdout.on('data', read)
    started.stderr.on('data', read)
    started.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
  })
}

/** Ends it as a power cut does: no signal that it could answer. */
export async function kill(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return
  const ended = new Promise((resolve) => running.once('exit', resolve))
  running.kill('SIGKILL')
  await ended
}
