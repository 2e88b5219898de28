/*
 * Lets the receiving station open without a network. Keeps the page that knows nobody (/desk/receive/offline), the files
 * that it names and the public keys of labels; never a page that was made for a person. What is scanned meanwhile waits in
 * the browser's database and is the page's business, not ours.
 */

const shelf = 'backhaul-station'
const shell = '/desk/receive/offline'
const keys = '/.well-known/backhaul-keys.json'
const patience = 4000
const language = new URL(location.href).searchParams.get('lang') ?? 'en'

/** Fetched without the cookie of whoever is signed in, so that the page cannot hold anything of theirs. */
async function stock() {
  const kept = await caches.open(shelf)
  const page = await fetch(`${shell}?lang=${language}`, { credentials: 'omit' })
  if (!page.ok) return
  const named = (await page.clone().text()).match(/\/assets\/[\w./-]+/g) ?? []
  const files = [...new Set(named)]
  await kept.addAll(files)
  await kept.add(keys)
  await kept.put(shell, page)
  for (const { url } of await kept.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !files.includes(pathname)) await kept.delete(url)
  }
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
  if (request.mode === 'navigate' && pathname === '/desk/receive') event.respondWith(opened(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(fromShelf(request))
  else if (pathname === keys) event.respondWith(fresh(request))
})

/** The real page when the server answers in time, else the one that works alone. */
async function opened(request) {
  const kept = await caches.open(shelf)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.status < 500) {
      void stock().catch(() => undefined)
      return answer
    }
  } catch {
    // No network, or none worth the name.
  }
  return (await kept.match(shell)) ?? Response.error()
}

const fromShelf = async (request) => (await (await caches.open(shelf)).match(request)) ?? fetch(request)

async function fresh(request) {
  const kept = await caches.open(shelf)
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(patience) })
    if (answer.ok) await kept.put(keys, answer.clone())
    return answer
  } catch {
    return (await kept.match(keys)) ?? Response.error()
  }
}
