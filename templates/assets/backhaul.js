/* Small comforts. Every page works without them. */

// A summary of faults is read out first, also where a browser gives a mark of `autofocus` to fields alone.
document.querySelector('.govuk-error-summary')?.focus()

// A second press of the same button while the first is on its way does nothing. Coming back by the Back button frees it.
for (const form of document.querySelectorAll('form:not([data-repeatable])')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
  })
}
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

// Devices that a station took along stay with whoever took them.
const leaving = document.querySelector('[data-leaving]')
leaving?.addEventListener('submit', () => void globalThis.caches?.delete('backhaul-benches'))

// One box for all of a list, as long as all are ticked.
for (const whole of document.querySelectorAll('[data-all]')) {
  const box = whole.querySelector('input')
  const boxes = [...document.querySelectorAll(`input[name=chosen][form=${whole.dataset.all}]`)]
  const look = () => (box.checked = boxes.every((one) => one.checked))
  whole.hidden = boxes.length < 2
  box.addEventListener('change', () => boxes.forEach((one) => (one.checked = box.checked)))
  for (const one of boxes) one.addEventListener('change', look)
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

// A signature drawn on the glass goes with the form as lines of points, in thousandths from the upper left.
for (const glass of document.querySelectorAll('[data-glass]')) {
  glass.hidden = false
  const canvas = glass.querySelector('canvas')
  const field = glass.closest('form').elements[canvas.dataset.strokes]
  const pen = canvas.getContext('2d')
  let strokes = []
  let stroke
  const draw = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height)
    pen.lineWidth = 5
    pen.lineCap = 'round'
    for (const line of strokes) {
      pen.beginPath()
      for (const [x, y] of line) pen.lineTo((x * canvas.width) / 1000, (y * canvas.height) / 1000)
      pen.stroke()
    }
    field.value = JSON.stringify(strokes.filter((line) => line.length > 1))
  }
  const pointOf = ({ offsetX, offsetY }) =>
    [offsetX / canvas.clientWidth, offsetY / canvas.clientHeight].map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 1000),
    )
  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    canvas.setPointerCapture(event.pointerId)
    stroke = [pointOf(event)]
    if (strokes.length < 60) strokes.push(stroke)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!stroke || stroke.length >= 500) return
    stroke.push(pointOf(event))
    draw()
  })
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => (stroke = undefined))
  glass.querySelector('[data-wipe]').addEventListener('click', () => {
    strokes = []
    draw()
  })
}

// A driver's stop: each number that is scanned ticks its parcel.
const handingOver = document.querySelector('[data-handing-over]')
if (handingOver) {
  const box = handingOver.querySelector('[data-scan-box]')
  const field = box.querySelector('[data-scan-parcel]')
  const told = box.querySelector('[data-scan-told]')
  box.hidden = false
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const digits = field.value.replace(/\D/g, '')
    const parcels = [...handingOver.querySelectorAll('[name=parcels]')]
    const parcel = digits.length >= 18 && parcels.find(({ value }) => digits.endsWith(value))
    if (parcel) parcel.checked = true
    told.textContent = `${parcel ? told.dataset.known : told.dataset.unknown} ${field.value}`
    field.value = ''
  })
}

// On a telephone the desks are a strip that is pushed sideways: the one that is open is in sight.
document.querySelector('.desks [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
