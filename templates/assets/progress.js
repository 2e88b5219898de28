/* Tells how far a long piece of work has come. What it says stands in rows: a reload or a lost line begins anew from them. */
const shown = document.querySelector('[data-events]')
if (shown?.dataset.events) {
  const events = new EventSource(shown.dataset.events)
  events.addEventListener('progress', ({ data }) => {
    const { done, text, isEnded } = JSON.parse(data)
    shown.querySelector('progress').value = done
    const words = shown.querySelector('[data-progress-text]')
    if (words.textContent !== text) words.textContent = text
    if (!isEnded) return
    events.close()
    location.reload()
  })
}
