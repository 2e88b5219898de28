/*
 * Lets the stations of receiving, of the audit and of unidentified goods open without a network, and has the other desks
 * say that they need one. Keeps the pages that know nobody, the files that they name, the public keys of labels, and which
 * devices wait for their audit; never a page that was made for a person. What is scanned and inspected meanwhile waits in the browser's database and is the page's business, not ours.
 */

const shelf = 'backhaul-station'
const alone = '/desk/offline'
/** Which page stands in for which. */
const standIns = [
  [/^\/desk\/receive$/, '/desk/receive/offline'],
  [/^\/desk\/audit(\/scan|\/[A-Z-]+[0-9A-Z-]+\/\d+)?$/, '/desk/audit/offline'],
  [/^\/desk\/unidentified$/, '/desk/unidentified/offline'],
]
const shells = [...standIns.map(([, shell]) => shell), alone]
/** Devices that were taken along stand apart: signing out takes them away. */
const benches = 'backhaul-benches'
const taken = '/desk/audit/taken'
const keys = '/.well-known/backhaul-keys.json'
const patience = 4000
/** Between two looks whether the server has newer pages. */
const stockEvery = 600_000
let stockedAt = 0
const language = new URL(location.href).searchParams.get('lang') ?? 'en'

/** Fetched without the cookie of whoever is signed in, so that the pages cannot hold anything of theirs. */
async function stock() {
  const kept = await caches.open(shelf)
  const pages = []
  for (const shell of shells) {
    const page = await fetch(`${shell}?lang=${language}`, { credentials: 'omit' })
    if (!page.ok) return
    pages.push(new Response(await page.text(), { headers: page.headers }))
  }
  const texts = await Promise.all(pages.map((page) => page.clone().text()))
  const files = new Set(texts.flatMap((text) => text.match(/\/assets\/[\w./-]+/g) ?? []))
  await kept.addAll([...files])
  await kept.add(keys)
  // Last, so that no page names a file that is not there.
  for (const [place, page] of pages.entries()) await kept.put(shells[place], page)
  for (const { url } of await kept.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !files.has(pathname)) await kept.delete(url)
  }
  stockedAt = Date.now()
}

self.addEventListener('install', (event) => {
  void self.skipWaiting()
  event.waitUntil(stock())
})

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') {
    const [, shell] = standIns.find(([pages]) => pages.test(pathname)) ?? []
    event.respondWith(shell ? opened(request, shell) : openedOrAlone(request))
  } else if (pathname.startsWith('/assets/')) event.respondWith(fromShelf(request))
  else if (pathname === keys) event.respondWith(fresh(request, shelf))
  else if (pathname === taken) event.respondWith(fresh(request, benches))
})

/** The real page when the server answers in time, else the one that works alone. */
async function opened(request, shell) {
  const kept = await caches.open(shelf)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.status < 500) {
      if (Date.now() - stockedAt > stockEvery) void stock().catch(() => undefined)
      return answer
    }
  } catch {
    // No network, or none worth the name.
  }
  return (await kept.match(shell)) ?? Response.error()
}

/** A desk that may take its time: only where there is no network at all it is told so. */
const openedOrAlone = (request) =>
  fetch(request).catch(async () => (await (await caches.open(shelf)).match(alone)) ?? Response.error())

const fromShelf = async (request) => (await (await caches.open(shelf)).match(request)) ?? fetch(request)

async function fresh(request, place) {
  const kept = await caches.open(place)
  const { pathname } = new URL(request.url)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.ok && !answer.redirected) await kept.put(pathname, answer.clone())
    return answer
  } catch {
    return (await kept.match(pathname)) ?? Response.error()
  }
}
