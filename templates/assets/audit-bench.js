/*
 * The form of the audit bench: only what the chosen category is asked stays in sight, the serial number is compared as it
 * is scanned, and what was typed is read off. Knows one form; knows no server. Without it every question shows its category.
 */

/** Keeps a bench's form to what its category is asked and compares its serial number. `say(code)` gives the words. */
export function watchBench(form, say) {
  const narrow = () => {
    const chosen = form.querySelector('[name="category"]:checked')?.value
    for (const question of form.querySelectorAll('[data-categories]'))
      question.hidden = chosen !== undefined && !question.dataset.categories.split(' ').includes(chosen)
  }
  form.addEventListener('change', ({ target }) => target.name === 'category' && narrow())
  narrow()
  const serial = form.elements.serial
  const told = form.querySelector('[data-serial-check]')
  const compare = () => {
    const typed = spelled(serial.value)
    told.hidden = typed === '' || !form.dataset.serial
    if (told.hidden) return
    const isSame = typed === spelled(form.dataset.serial)
    told.className = `serial-check ${isSame ? 'serial-same' : 'serial-other'}`
    told.textContent = say(isSame ? 'serial-matches' : 'serial-differs')
  }
  serial.addEventListener('change', compare)
  compare()
}

/** Puts a scanned serial number in and goes on to the first question. */
export function takeSerial(form, code) {
  form.elements.serial.value = code
  form.elements.serial.dispatchEvent(new Event('change'))
  form.querySelector('[name="category"]').focus()
}

const spelled = (text) => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase()

/** What was typed, by name, and the photos as files with their kinds. What is hidden was not asked. */
export function readBench(form) {
  const typed = {}
  const files = []
  const photos = []
  const { turn, ...fields } = Object.groupBy
    ? Object.groupBy([...new FormData(form)], ([name]) => name)
    : grouped([...new FormData(form)])
  for (const [name, entries] of Object.entries(fields)) {
    const values = entries.map(([, value]) => value)
    if (name === 'photos') photos.push(...values)
    else if (name.startsWith('photos.'))
      files.push(...values.filter(({ size }) => size > 0).map((file) => ({ kind: name.slice(7), file })))
    else typed[name] = values.length === 1 ? values[0] : values
  }
  return { typed, files, photos, turn: turn?.[0]?.[1] || undefined }
}

const grouped = (entries) => {
  const groups = {}
  for (const entry of entries) (groups[entry[0]] ??= []).push(entry)
  return groups
}
