/**
 * Starts the programs that read what strangers sent. Each reads one file and is gone: it has no environment, since it
 * needs no settings and a document no secrets, and it is stopped when it wants more than its share.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What one file may use, all told. */
export type Share = { readonly secondsOfCpu: number; readonly megabytes: number }

// Only a machine that stands still lets this pass: the programs count their own seconds.
const millisecondsToWait = 60_000

/** What the program answers, or `stopped` when it wanted too much. @throws Error when it failed by itself. */
export function runProgram(
  program: `${string}.mjs`,
  task: readonly (string | number)[],
  input: Buffer,
  { secondsOfCpu, megabytes }: Share,
): Promise<Buffer | 'stopped'> {
  const place = fileURLToPath(new URL(program, import.meta.url))
  const flags = [`--max-old-space-size=${megabytes}`, place]
  const child = spawn(process.execPath, [...flags, ...[secondsOfCpu, megabytes, ...task].map(String)], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: millisecondsToWait,
    killSignal: 'SIGKILL',
  })
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    // The program may be stopped while the file is still on its way; `close` tells of it.
    child.stdin.on('error', () => undefined)
    child.on('error', fail)
    child.on('close', (code, signal) => {
      if (code === 0) done(Buffer.concat(chunks))
      else if (signal) done('stopped')
      else fail(new Error(`${program} ended with ${code}`))
    })
    child.stdin.end(input)
  })
}
