/**
 * How many hostile files are in memory at once. Each may need 200 MB and a whole core, so uploads wait for their turn
 * on disk. Knows nothing of files.
 */
import { refuse } from '../base/refusal.ts'

export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * At most `atOnce` pieces of work run; up to `waitingAtMost` wait, first come first served.
 * @throws Refusal `uploads-busy` for one more.
 */
export function turns(atOnce: number, waitingAtMost: number): InTurn {
  const waiting: (() => void)[] = []
  let running = 0
  const enter = async (): Promise<void> => {
    if (running < atOnce) running += 1
    else if (waiting.length >= waitingAtMost) throw refuse('unavailable', 'uploads-busy')
    else await new Promise<void>((go) => waiting.push(go))
  }
  // A turn is handed on without being given back, so that nobody can step in between.
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
  return async (work) => {
    await enter()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
