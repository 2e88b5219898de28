/**
 * Starts the programs that read what strangers sent. Each reads one file and is gone: it has no environment, since it
 * needs no settings and a document no secrets, and it is stopped when it wants more than its share.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What one file may use, all told, and whether somebody waits for it. */
export type Share = { readonly secondsOfCpu: number; readonly megabytes: number; readonly waitedFor: boolean }

// The programs count their own seconds. Only a machine with far too much to do lets these pass.
const secondsToWait = { waitedFor: 60, behind: 240 }

/**
 * What the program answers, `stopped` when it wanted too much, or `late` when the machine gave it no time. What nobody
 * waits for gives way to all who do: two cores take files in and read them beside it.
 * @throws Error when it failed by itself.
 */
export function runProgram(
  program: `${string}.mjs`,
  task: readonly (string | number)[],
  input: Buffer,
  { secondsOfCpu, megabytes, waitedFor }: Share,
): Promise<Buffer | 'stopped' | 'late'> {
  const place = fileURLToPath(new URL(program, import.meta.url))
  const flags = [`--max-old-space-size=${megabytes}`, place]
  const child = spawn(process.execPath, [...flags, ...[secondsOfCpu, megabytes, ...task].map(String)], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: (waitedFor ? secondsToWait.waitedFor : secondsToWait.behind) * 1000,
    killSignal: 'SIGKILL',
  })
  if (!waitedFor) giveWay(child)
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    // The program may be stopped while the file is still on its way; `close` tells of it.
    child.stdin.on('error', () => undefined)
    child.on('error', fail)
    child.on('close', (code, signal) => {
      if (code === 0) done(Buffer.concat(chunks))
      // It stops itself when it wanted too much, and is stopped from here when it waited too long.
      else if (signal) done(child.killed ? 'late' : 'stopped')
      else fail(new Error(`${program} ended with ${code}`))
    })
    child.stdin.end(input)
  })
}

/** Tells the first thread; guard.mjs has the others follow. */
function giveWay({ pid }: ChildProcess): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
}
