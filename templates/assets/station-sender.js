/*
 * Sends what waits, one after the other in the order in which it was kept. Knows how a network fails and what an answer
 * means for an entry; knows nothing of what it holds. One page of a browser sends at a time.
 */
import { done, entryOf, keep, note, waiting } from './station-queue.js'

const tryAgainAfter = 4000

/** What a problem document says, for people. */
const reasonIn = async (response) => {
  const { errors = [], detail } = await response.json().catch(() => ({}))
  return errors.length > 0 ? errors.map((error) => error.detail).join(' ') : detail
}

// Two tabs take turns. A browser gives locks to https alone; without them the keys keep a scan from counting twice.
const alone = (work) => (navigator.locks ? navigator.locks.request('backhaul-station', work) : work())

/** Whoever is signed out is answered by a page; what is refused to a person who is signed in, by a problem document. */
const isSignedOut = ({ status, headers }) =>
  status === 401 || (status === 403 && !headers.get('Content-Type')?.includes('json'))

/** One try: `answered`, `waits` or `signed-out`. `place` gives the entry as it is kept; it may still be on its way there. */
const attemptWith =
  ({ send, told }) =>
  async (entry, place) => {
    try {
      const response = await send(entry)
      if (isSignedOut(response)) return 'signed-out'
      if (response.status >= 500 || response.status === 429) return 'waits'
      if (response.ok) {
        // Told first: eyes wait for the verdict. An entry that a crash leaves behind is answered again, and done once.
        told(entry, await response.json())
        const whole = await place
        if (whole) await done(whole)
        return 'answered'
      }
      const refused = { ...((await place) ?? entry), refused: response.status, why: await reasonIn(response) }
      await note(refused)
      told(refused, undefined)
      return 'answered'
    } catch {
      return 'waits'
    }
  }

/**
 * `send(entry)` gives the server's answer; `told(entry, answer)` is called once for each that was answered, `kept(entry)`
 * for each that has to wait, `stopped(why)` when nothing can be sent: `signed-out`. Entries of another person wait.
 * Gives `start`, which sends what waits, and `push`, which keeps something and sends it.
 */
export function makeSender({ staff, send, told, kept, stopped, changed }) {
  let running = false
  let again = false
  // Not known before the first look.
  let isEmpty = false
  let timer

  const attempt = attemptWith({ send, told })
  const isOurs = ({ refused, staff: whose }) => !refused && whose === staff

  const stumble = async (outcome) => {
    for (const left of (await waiting()).filter(isOurs)) {
      if (!left.late) await note({ ...left, late: true })
      if (outcome === 'waits') kept(left)
    }
    if (outcome === 'signed-out') stopped(outcome)
    else timer = setTimeout(() => void start(), tryAgainAfter)
  }

  const round = async () => {
    for (const entry of (await waiting()).filter(isOurs)) {
      const outcome = await attempt(entry, entry)
      if (outcome !== 'answered') return stumble(outcome)
    }
    return undefined
  }

  /** Does the work unless some is under way; whatever came meanwhile is sent afterwards. */
  const taking = async (work) => {
    clearTimeout(timer)
    running = true
    try {
      await alone(work)
      while (again) {
        again = false
        await alone(round)
      }
    } finally {
      running = false
      const left = await waiting()
      isEmpty = !left.some(isOurs)
      changed(left)
    }
  }

  const start = async () => {
    if (running) again = true
    else await taking(round)
  }

  /** With nothing before it an entry leaves for the server while it is still being written down: the verdict waits for one of both. */
  const push = async (fields) => {
    const entry = entryOf(fields)
    const place = keep(entry).catch(() => undefined)
    // Photos are noted one by one as they arrive, which needs an entry that is kept.
    if (running || !isEmpty || entry.files?.length > 0) {
      await place
      return start()
    }
    return taking(async () => {
      const outcome = await attempt(entry, place)
      if (outcome === 'answered') return undefined
      // Neither sent nor kept: whoever scanned has to know.
      if (!(await place)) told({ ...entry, refused: 0 }, undefined)
      return stumble(outcome)
    })
  }

  addEventListener('online', () => void start())
  return { start, push }
}
