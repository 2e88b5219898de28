/*
 * The audit bench, led by a scanner and safe without a network: an inspection goes from its form into the queue, from there
 * to the server, once. Every page works without this script; with it nothing that was recorded is lost or sent twice.
 */
import { readBench, takeSerial, watchBench } from './audit-bench.js'
import { addressOf, deviceMeant, listDevices, showBench, takenAlong } from './audit-taken.js'
import { watchBox } from './station-box.js'
import { keepPages } from './station-keeper.js'
import { showWaiting, tellLate, tellRefused } from './station-late.js'
import { post } from './station-post.js'
import { done, waiting } from './station-queue.js'
import { makeSender } from './station-sender.js'

const station = document.querySelector('[data-audit]')
const page = document.querySelector('[data-alone]')
const settings = globalThis.localStorage

/** Without a network the page knows nobody; whoever worked here last goes on. */
const staff =
  station.dataset.staff === '0' ? (settings.getItem('station-staff') ?? '0') : station.dataset.staff
settings.setItem('station-staff', staff)

const words = (code) => document.querySelector(`[data-say="${code}"]`).content
const text = (code) => words(code).textContent.trim()
const say = (code) => document.querySelector('[data-told]').replaceChildren(words(code).cloneNode(true))

let bench = page ? undefined : document.querySelector('.bench')
/** The inspection that this page has just sent. */
let current

/** What the server said. Whoever still stands before the form sees it there; what waited is told in its list. */
function told(entry, answer) {
  const isHere = entry.key === current?.key
  if (entry.kind === 'scan') return answer && answer.code !== 'received' && tellScan(answer)
  if (answer) return isHere && location.assign(answer.address)
  return isHere && !entry.late ? void again(entry) : tellRefused(entry)
}

function tellScan({ verdict }) {
  const line = document.createElement('li')
  line.innerHTML = verdict
  tellLate(line)
}

/** What the server did not take is shown by its own page, with every reason, and what was typed. */
async function again(entry) {
  await done(entry)
  for (const id of entry.photos) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: 'photos', value: id })
    bench.append(field)
  }
  // Only files that the server has taken are named; what it refused is sent once more, so that the page can say why.
  if (entry.files.length === 0) for (const field of bench.querySelectorAll('[type=file]')) field.value = ''
  bench.submit()
}

/** Without a network the next device is opened from what was taken along. */
function kept(entry) {
  say('kept')
  if (entry.key !== current?.key) return
  current = undefined
  if (page) void openAlone('/desk/audit')
  else if (navigator.serviceWorker?.controller) location.assign('/desk/audit')
}

function list(entries) {
  const audits = entries.filter(({ kind, refused }) => kind === 'audit' && !refused)
  showWaiting(
    audits.length,
    audits.map(({ title }) => title),
  )
  if (audits.some((audit) => audit.staff !== staff)) say('other-person')
}

const { start, push } = makeSender({
  staff,
  send: post,
  told,
  kept,
  stopped: () => say('signed-out'),
  changed: list,
})

async function record(event) {
  if (event.defaultPrevented || event.submitter?.hasAttribute('formaction')) return
  event.preventDefault()
  if (current) return
  const action = new URL(bench.action).pathname
  const title = bench.dataset.title ?? document.querySelector('h1').textContent
  current = { key: crypto.randomUUID() }
  await push({ ...current, kind: 'audit', staff, action, title, ...readBench(bench) })
}

function openBench(form) {
  bench = form
  watchBench(form, text)
  form.addEventListener('submit', (event) => void record(event))
}

/** A label leads to the device in its box; any other number is this device's own. */
const isLabel = (code) =>
  /\/L\/[A-Z2-7]{144}$/i.test(code) ||
  /^(?:\][A-Z]\d)?(?:\(00\)|00)?\d{18}$/i.test(code) ||
  /^[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/i.test(code)

function onCode(code) {
  if (bench && !isLabel(code)) return takeSerial(bench, code)
  const address = `/desk/audit/scan?scanned=${encodeURIComponent(code)}`
  return page ? void openAlone(address) : location.assign(address)
}

watchBox(station.querySelector('[data-scan]'), { onCode, onLong: () => say('not-taken') })

/** The page that was kept opens what was taken along, less what was inspected since; it asks no server for that. */
async function openAlone(address) {
  const place = new URL(address, location.href)
  const audits = (await waiting()).filter(({ kind }) => kind === 'audit')
  const { devices = [], forms } = (await takenAlong()) ?? {}
  const left = devices.filter((device) => !audits.some(({ action }) => action === addressOf(device)))
  const device = deviceMeant(left, place)
  if (location.href !== place.href) history.pushState({}, '', device ? addressOf(device) : place)
  bench = undefined
  listDevices(page.querySelector('[data-taken]'), device ? [] : left)
  page.querySelector('[data-bench]').hidden = true
  if (device) openBench(showBench(page, device, forms[device.form]))
  else if (place.pathname.startsWith('/desk/audit/')) say('not-taken')
}

/** Once a minute is often enough for what may be inspected without a network. */
const takenEvery = 60_000

async function takeAlong() {
  if (Date.now() - Number(settings.getItem('station-taken') ?? 0) < takenEvery) return
  if (await takenAlong()) settings.setItem('station-taken', String(Date.now()))
}

keepPages()
if (navigator.serviceWorker && !page) void navigator.serviceWorker.ready.then(takeAlong)
if (page) {
  await openAlone(location.href)
  addEventListener('popstate', () => location.reload())
}
if (bench && !page) openBench(bench)
for (const entry of await waiting()) if (entry.kind === 'audit' && entry.refused) tellRefused(entry)
void start()
station.dataset.ready = 'yes'
