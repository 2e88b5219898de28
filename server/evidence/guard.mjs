/**
 * Keeps a reading program within its share: `secondsOfCpu` and `megabytes`, the first two arguments it was started with.
 * A thread, since a document can keep the main one busy for ever. SIGKILL, since nothing here is worth a farewell.
 */
import { existsSync, readdirSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { Worker } from 'node:worker_threads'

const [secondsOfCpu, megabytes] = process.argv.slice(2).map(Number)

// Linux keeps a priority for each thread, and node began some before its first one was told to give way.
const threads = '/proc/self/task'
if (getPriority() > 0 && existsSync(threads))
  for (const thread of readdirSync(threads)) setPriority(Number(thread), getPriority())

const watch = `
  const { secondsOfCpu, megabytes } = require('node:worker_threads').workerData
  setInterval(() => {
    const { user, system } = process.cpuUsage()
    const tooLong = user + system > secondsOfCpu * 1e6
    if (tooLong || process.memoryUsage.rss() > megabytes * 1e6) process.kill(process.pid, 'SIGKILL')
  }, 20)`

new Worker(watch, { eval: true, workerData: { secondsOfCpu, megabytes } }).unref()

/** All that comes in on standard input. */
export async function standardInput() {
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Gives the answer and ends. */
export async function answer(bytes) {
  await new Promise((done) => process.stdout.write(bytes, done))
  process.exit(0)
}
