/* The keys of the desks: what the table in the help says, and nothing while somebody types. */
const help = document.querySelector('#shortcuts')
/* A row is a line of a table, a tile, or a sheet with a title of its own; one goes to what it is named by, or acts with. */
const row = 'main :is(tbody tr, .tiles > li, .files > li, .bench > li, .sheet:has(> .title-row))'
const rows = () =>
  [...document.querySelectorAll(row)]
    .map((one) => one.querySelector('th a') ?? one.querySelector('a[href], button'))
    .filter((one) => one?.checkVisibility())

const step = (by) => () => {
  const all = rows()
  const at = all.indexOf(document.activeElement)
  all[Math.min(Math.max(at + by, 0), all.length - 1)]?.focus()
}

const acts = {
  help: () => help.showModal(),
  find: () => {
    const find = document.querySelector('[data-find]')
    find?.focus()
    find?.select()
  },
  next: step(1),
  previous: step(-1),
}

const isTyping = ({ target }) =>
  target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')

if (help) {
  const shortcuts = JSON.parse(help.dataset.shortcuts)
  const doing = new Map(
    shortcuts.map(({ keys, act, href }) => [keys.join(' '), act ? acts[act] : () => location.assign(href)]),
  )
  const beginnings = new Set(shortcuts.flatMap(({ keys }) => (keys.length > 1 ? [keys[0]] : [])))
  let begun = ''
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(event)) return
    const does = doing.get(begun ? `${begun} ${event.key}` : event.key)
    begun = !does && !begun && beginnings.has(event.key) ? event.key : ''
    if (!does) return
    event.preventDefault()
    does()
  })
}

for (const opener of document.querySelectorAll('[data-opens-shortcuts]'))
  opener.addEventListener('click', (event) => {
    if (!help) return
    event.preventDefault()
    help.showModal()
  })
