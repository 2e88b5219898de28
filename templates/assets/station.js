/*
 * The receiving station: every code goes from the box or the camera into the queue, from there to the server, and comes
 * back as a verdict to be seen and heard. The page works without this script; with it, it never reloads and never waits.
 */
import { watchBox } from './station-box.js'
import { openCamera } from './station-camera.js'
import { keepPages } from './station-keeper.js'
import { showWaiting, tellLate, tellRefused } from './station-late.js'
import { post } from './station-post.js'
import { waiting } from './station-queue.js'
import { makeSender } from './station-sender.js'
import { play } from './station-sound.js'
import { judgeToken } from './station-token.js'

const form = document.querySelector('[data-station]')
const box = form.querySelector('[data-scan]')
const place = document.querySelector('[data-verdict]')
const settings = globalThis.localStorage

/** Without a network the page knows nobody; whoever worked here last goes on. */
const staff = form.dataset.staff === '0' ? (settings.getItem('station-staff') ?? '0') : form.dataset.staff
settings.setItem('station-staff', staff)

const isLoud = () => settings.getItem('station-sound') !== 'off'
const sound = (code) => isLoud() && play(code)

/** Shows one of the page's own messages. */
function say(code, fact = '') {
  const message = document.querySelector(`[data-say="${code}"]`).content.cloneNode(true)
  message.querySelector('[data-fact]').textContent = fact.slice(0, 80)
  place.replaceChildren(message)
  sound(code)
}

/** What the server said. A scan that waited may have been overtaken, so what is not well stays to be read. */
function show(entry, answer) {
  const { kind, late: waited, scanned } = entry
  if (kind !== 'scan') return answer ? undefined : tellRefused(entry)
  if (!answer) return say('failed', scanned)
  place.innerHTML = answer.verdict
  const rows = document.querySelector('[data-recent] tbody')
  if (rows) rows.innerHTML = answer.rows
  if (answer.code === 'cage-open' || answer.code === 'cage-closed')
    openCage(answer.code === 'cage-open' ? answer.cage : '')
  sound(answer.sound)
  if (!waited || answer.code === 'received') return undefined
  const line = document.createElement('li')
  line.innerHTML = answer.verdict
  return tellLate(line)
}

function openCage(code) {
  form.elements.cage.value = code
  form.querySelector('[data-cage]').hidden = code === ''
}

function list(entries) {
  const scans = entries.filter(({ kind }) => kind === 'scan')
  showWaiting(
    scans.length,
    scans.slice(-20).map(({ scanned }) => scanned.slice(0, 80)),
  )
  if (scans.some((scan) => scan.staff !== staff)) say('other-person')
}

const judged = new Set()

async function tellKept({ no, kind, scanned }) {
  if (kind !== 'scan' || judged.has(no)) return
  judged.add(no)
  say((await judgeToken(scanned)) ?? 'kept', scanned)
  list(await waiting())
}

const { start, push } = makeSender({
  staff,
  send: post,
  told: show,
  kept: tellKept,
  stopped: say,
  changed: list,
})

const onCode = (scanned) =>
  push({
    kind: 'scan',
    staff,
    scanned,
    condition: form.elements.condition.value,
    cage: form.elements.cage.value,
  })

watchBox(box, { onCode, onLong: (text) => say('too-long', text) })

const loudness = form.querySelector('[data-sound]')
loudness.hidden = false
loudness.setAttribute('aria-pressed', String(isLoud()))
loudness.addEventListener('click', () => {
  settings.setItem('station-sound', isLoud() ? 'off' : 'on')
  loudness.setAttribute('aria-pressed', String(isLoud()))
  sound('received')
  box.focus()
})

let closeCamera

async function turnCamera() {
  const view = form.querySelector('[data-view]')
  const isOpen = closeCamera !== undefined
  closeCamera?.()
  closeCamera = undefined
  view.hidden = isOpen
  if (isOpen) return
  const { detector: script, wasm } = form.dataset
  try {
    closeCamera = await openCamera(view.querySelector('video'), { script, wasm }, onCode)
  } catch {
    view.hidden = true
    say('no-camera')
  }
}

const camera = form.querySelector('[data-camera]')
camera.hidden = !navigator.mediaDevices
camera.addEventListener('click', () => {
  box.focus()
  void turnCamera()
})

// A choice among several parcels is one more scan.
place.addEventListener('click', (event) => {
  const choice = event.target.closest('button[data-code]')
  if (!choice) return
  event.preventDefault()
  box.focus()
  void onCode(choice.dataset.code)
})

keepPages()
void start()
form.dataset.ready = 'yes'
