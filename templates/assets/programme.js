/* Line numbers beside the text of a programme, and its mistakes while it is written. Without it a button checks. */

const field = document.querySelector('[data-programme]')
const found = document.querySelector('[data-mistakes]')

// Numbers stand in a column of their own that scrolls along; it is for eyes only, the mistakes name their lines.
const numbers = document.createElement('pre')
numbers.className = 'numbers'
numbers.setAttribute('aria-hidden', 'true')
field.before(numbers)
field.parentElement.classList.add('has-numbers')

const count = () => {
  const lines = field.value.split('\n').length
  numbers.textContent = Array.from({ length: lines }, (_, place) => place + 1).join('\n')
  numbers.scrollTop = field.scrollTop
}
field.addEventListener('scroll', () => (numbers.scrollTop = field.scrollTop))

// Half a second after the last key, one check at a time; an answer to an older text is thrown away.
let waiting
let asked
const check = async () => {
  asked?.abort()
  asked = new AbortController()
  const body = new URLSearchParams({ source: field.value })
  try {
    const answer = await fetch(found.dataset.mistakes, { method: 'POST', body, signal: asked.signal })
    if (answer.ok && !answer.redirected) found.innerHTML = await answer.text()
  } catch {
    // Aborted, or without a net: the button still checks.
  }
}
field.addEventListener('input', () => {
  count()
  clearTimeout(waiting)
  waiting = setTimeout(() => void check(), 500)
})

// A mistake leads to its line.
found.addEventListener('click', (event) => {
  const link = event.target.closest('[data-line]')
  if (!link) return
  event.preventDefault()
  const line = Number(link.dataset.line)
  const lines = field.value.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  field.focus()
  field.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
  field.scrollTop = (line - 6) * (field.scrollHeight / lines.length)
})

// What was written is not lost by a slip of the hand.
const before = field.defaultValue
addEventListener('beforeunload', (event) => {
  if (field.value !== before && !field.form.dataset.sent) event.preventDefault()
})

count()
