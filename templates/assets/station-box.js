/*
 * The box that a scanner types into. A code ends where the scanner says so, with Enter or Tab, and never because some time
 * has passed: slow and fast scanners, and people, are all read right. Knows keys and one field; knows no server.
 */

/** Longer than the longest code; the server says the same in shipping/scan-verdict.ts. */
export const longest = 500

/** A list pasted from a spreadsheet is scanned line by line, up to so many. */
const linesAtMost = 200

/**
 * Gives every code that was typed, scanned or pasted to `onCode`, and what is too long for one to `onLong`. The box is empty
 * again before the next key arrives.
 */
export function watchBox(box, { onCode, onLong }) {
  const take = (text) => {
    const code = text.trim()
    if (code.length > longest) onLong(code)
    else if (code !== '') onCode(code)
  }
  const end = () => {
    const text = box.value
    box.value = ''
    take(text)
  }
  box.addEventListener('keydown', (event) => {
    const isEnd = event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey && box.value.trim() !== '')
    if (!isEnd || event.isComposing) return
    event.preventDefault()
    end()
  })
  box.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? ''
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
    if (lines.length < 2 && text.length <= longest) return
    event.preventDefault()
    if (lines.length > linesAtMost) onLong(text)
    else for (const line of lines) take(line)
  })
  box.form.addEventListener('submit', (event) => {
    event.preventDefault()
    end()
    box.focus()
  })
  addEventListener('keydown', (event) => isMeantForBox(event) && box.focus())
}

/** A character that nothing else on the page waits for, wherever the focus was left: it goes into the box. */
function isMeantForBox({ key, target, ctrlKey, metaKey, altKey, ...event }) {
  if ((key.length !== 1 && key !== 'Dead') || ctrlKey || metaKey || altKey || event.defaultPrevented)
    return false
  const waits =
    'input:not([type=radio], [type=checkbox], [type=file], [readonly]), textarea, select, [contenteditable]'
  if (target instanceof Element && target.matches(waits)) return false
  return key !== ' '
}
