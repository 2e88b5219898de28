/*
 * Sends what waits, one after the other in the order in which it was kept. Knows how a network fails and what an answer
 * means for an entry; knows nothing of what it holds. One page of a browser sends at a time.
 */
import { done, note, waiting } from './station-queue.js'

const tryAgainAfter = 4000

/** What a problem document says, for people. */
const reasonIn = async (response) => {
  const { errors = [], detail } = await response.json().catch(() => ({}))
  return errors.length > 0 ? errors.map((error) => error.detail).join(' ') : detail
}

// Two tabs take turns. A browser gives locks to https alone; without them the keys keep a scan from counting twice.
const alone = (work) => (navigator.locks ? navigator.locks.request('backhaul-station', work) : work())

/**
 * `send(entry)` gives the server's answer; `told(entry, answer)` is called once for each that was answered, `kept(entry)`
 * for each that has to wait, `stopped(why)` when nothing can be sent: `signed-out`. Entries of another person wait.
 * Gives a function that starts sending, to be called whenever something was kept.
 */
export function makeSender({ staff, send, told, kept, stopped, changed }) {
  let running = false
  let again = false
  let timer

  const attempt = async (entry) => {
    try {
      const response = await send(entry)
      if (response.status === 401 || response.status === 403) return 'signed-out'
      if (response.status >= 500 || response.status === 429) return 'waits'
      await settle(entry, response)
      return 'answered'
    } catch {
      return 'waits'
    }
  }

  const settle = async (entry, response) => {
    if (response.ok) {
      // Told first: eyes wait for the verdict. An entry that a crash leaves behind is answered again, and done once.
      told(entry, await response.json())
      return done(entry)
    }
    const refused = { ...entry, refused: response.status, why: await reasonIn(response) }
    await note(refused)
    return told(refused, undefined)
  }

  const isOurs = ({ refused, staff: whose }) => !refused && whose === staff

  const round = async () => {
    for (const entry of (await waiting()).filter(isOurs)) {
      const outcome = await attempt(entry)
      if (outcome === 'answered') continue
      for (const left of (await waiting()).filter(isOurs)) {
        if (!left.late) await note({ ...left, late: true })
        if (outcome === 'waits') kept(left)
      }
      if (outcome === 'signed-out') stopped(outcome)
      else timer = setTimeout(() => void start(), tryAgainAfter)
      return
    }
  }

  const start = async () => {
    clearTimeout(timer)
    if (running) return void (again = true)
    running = true
    try {
      do {
        again = false
        await alone(round)
      } while (again)
    } finally {
      running = false
      changed(await waiting())
    }
  }

  addEventListener('online', () => void start())
  return start
}
