/** What a process and those it starts use for one piece of work, as Linux counts it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** Linux counts processor time in hundredths of a second for everybody who asks. */
const ticksPerSecond = 100
const lookEveryMs = 5

export type Weighed<Result> = {
  readonly result: Result
  /** Of the process and of its programs that have ended. */
  readonly cpuSeconds: number
  /** What the process grew by at most, and what its heaviest program held. */
  readonly megabytes: number
}

const restMs = 3000

/** Waits until a process does next to nothing, as after a start. */
export async function untilIdle(pid: number): Promise<void> {
  for (let before = -1; cpuSeconds(pid) - before > 0.1; await pause(restMs)) before = cpuSeconds(pid)
}

/** Nothing else may go on in the process meanwhile. */
export async function weighing<Result>(pid: number, work: () => Promise<Result>): Promise<Weighed<Result>> {
  // Forgets the highest mark so far (proc(5), clear_refs).
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  const before = { cpu: cpuSeconds(pid), resident: kilobytes(pid, 'VmRSS') }
  let program = 0
  const look = setInterval(() => {
    for (const child of childrenOf(pid)) program = Math.max(program, kilobytes(child, 'VmHWM'))
  }, lookEveryMs)
  try {
    const result = await work()
    const grown = kilobytes(pid, 'VmHWM') - before.resident
    return {
      result,
      cpuSeconds: cpuSeconds(pid) - before.cpu,
      megabytes: Math.max(grown, program) / 1024,
    }
  } finally {
    clearInterval(look)
  }
}

/** utime, stime and those of the children waited for: fields 14 to 17 of proc(5) stat. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond
}

/** 0 for a process that has ended. */
function kilobytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`${field}:\\s+(\\d+)`).exec(readOrEmpty(`/proc/${pid}/status`))
  return Number(found?.[1] ?? 0)
}

/** Those that run a program of their own: a fork that has not come to it yet still shows what the process itself holds. */
function childrenOf(pid: number): number[] {
  const own = readOrEmpty(`/proc/${pid}/cmdline`)
  const forks = readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean)
  return forks.filter((fork) => readOrEmpty(`/proc/${fork}/cmdline`) !== own).map(Number)
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
