/*
 * What a page shows of entries that wait for the network, and of those that the server then did not take: each of these
 * stays on the page, and in the browser's database, until a person has seen why. Knows the page's sections for it; knows no
 * server.
 */
import { done } from './station-queue.js'

const section = document.querySelector('[data-late]')

/** Says how many wait and names them, so that nobody goes home before they are sent. */
export function showWaiting(count, titles) {
  const waiting = document.querySelector('[data-waiting]')
  waiting.hidden = count === 0
  waiting.querySelector('[data-count]').textContent = String(count)
  waiting.querySelector('ol').replaceChildren(
    ...titles.map((title) => {
      const line = document.createElement('li')
      line.textContent = title
      return line
    }),
  )
}

/** Lists what the server said of an entry, as HTML of its own or as text. */
export function tellLate(line) {
  if (!section) return
  section.hidden = false
  section.querySelector('ol').append(line)
}

/** An inspection that was not recorded: which, why, and the way to its bench. */
export function tellRefused(entry) {
  const line = document.createElement('li')
  const link = document.createElement('a')
  link.href = entry.action
  link.textContent = entry.title
  const seen = document.createElement('button')
  seen.type = 'button'
  seen.className = 'plain-button'
  seen.textContent = section?.dataset.seen ?? ''
  seen.addEventListener('click', () => {
    void done(entry)
    line.remove()
    section.hidden = section.querySelector('li') === null
  })
  line.dataset.refused = String(entry.refused)
  line.append(link, ` ${entry.why ?? ''} `, seen)
  tellLate(line)
}
