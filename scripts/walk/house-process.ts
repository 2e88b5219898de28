/**
 * A house in a process of its own, as a server has it: whoever measures it from outside does not take its processor's turns.
 * Started with its folder, a day and, as `with-worker`, the wish for a worker; prints its address as JSON, and ends with its input.
 */
import { startWorker } from '../../server/worker.ts'
import { openHouse } from './house.ts'

const [kept = '', today = '', worker] = process.argv.slice(2)
// Reading evidence is another figure's business: here no file is really there.
const house = await openHouse({ today, kept, stand: { readEvidence: async () => undefined } })
const working = worker === 'with-worker' ? startWorker(house.context) : undefined
process.stdout.write(`${JSON.stringify({ url: house.url })}\n`)
process.stdin.resume()
process.stdin.once('end', () => {
  void (async () => {
    await working?.stop()
    await house.close()
  })()
})
