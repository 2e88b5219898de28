/*
 * Puts something on the bench of unidentified goods, with or without a network: what was found goes from its form into the
 * queue with its photos, from there to the server, once. The page works without this script; with it nothing is dropped.
 */
import { keepPages } from './station-keeper.js'
import { showWaiting, tellRefused } from './station-late.js'
import { post } from './station-post.js'
import { done, waiting } from './station-queue.js'
import { makeSender } from './station-sender.js'

const form = document.querySelector('[data-found]')
const settings = globalThis.localStorage

/** Without a network the page knows nobody; whoever worked here last goes on. */
const staff = form.dataset.staff === '0' ? (settings.getItem('station-staff') ?? '0') : form.dataset.staff
settings.setItem('station-staff', staff)

function say(code) {
  const words = document.querySelector(`[data-say="${code}"]`).content
  document.querySelector('[data-told]').replaceChildren(words.cloneNode(true))
}

/** What this page has just sent. */
let current

/** Scans and inspections that waited as well are told by their own pages. */
function told(entry, answer) {
  if (entry.kind !== 'found') return undefined
  const isHere = entry.key === current?.key
  if (answer) return isHere && location.assign(form.getAttribute('action'))
  return isHere && !entry.late ? void again(entry) : tellRefused(entry)
}

/** What the server did not take is shown by its own page, with every reason, and what was typed. */
async function again(entry) {
  await done(entry)
  for (const id of entry.photos) {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name: 'photos', value: id })
    form.append(field)
  }
  if (entry.files.length === 0) form.querySelector('[type=file]').value = ''
  form.submit()
}

/** It waits now, and the form is free for the next box. */
function kept(entry) {
  if (entry.key !== current?.key) return
  current = undefined
  form.reset()
  say('kept')
  form.querySelector('[name=kind]').focus()
}

function list(entries) {
  const found = entries.filter(({ kind, refused }) => kind === 'found' && !refused)
  showWaiting(
    found.length,
    found.map(({ title }) => title),
  )
  if (found.some((one) => one.staff !== staff)) say('other-person')
}

const { start, push } = makeSender({
  staff,
  send: post,
  told,
  kept,
  stopped: () => say('signed-out'),
  changed: list,
})

/** What was typed, and the photos: files that are still to be sent, and those that the server has. */
function readForm() {
  const typed = {}
  const files = []
  const photos = []
  for (const [name, value] of new FormData(form)) {
    if (value instanceof File) {
      if (value.size > 0) files.push({ kind: 'unidentified-photo', file: value })
    } else if (name === 'photos') photos.push(value)
    else if (!name.startsWith('_') && value.trim() !== '') typed[name] = value.trim()
  }
  return { typed, files, photos }
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  if (current) return
  const { typed, files, photos } = readForm()
  // The box is still in somebody's hands: later nobody could say what it was or where it went.
  if (!typed.kind || !typed.shelf || files.length + photos.length === 0) return say('incomplete')
  const title = [typed.shelf, typed.serial, typed.code].filter(Boolean).join(' · ')
  const action = form.getAttribute('action')
  current = { key: crypto.randomUUID() }
  void push({ ...current, kind: 'found', staff, action, title, typed, files, photos })
})

for (const entry of await waiting()) if (entry.kind === 'found' && entry.refused) tellRefused(entry)
keepPages()
void start()
form.dataset.ready = 'yes'
