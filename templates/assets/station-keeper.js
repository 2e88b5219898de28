/*
 * Has the browser keep the pages that work without a network: one worker looks after all desks. The
 * page names the worker's file.
 */

/** Before there was one worker for all desks each station had its own, which would go on answering for it. */
const formerly = ['/desk/receive', '/desk/audit']

async function settle(container, address) {
  await container.register(address, { scope: '/desk' })
  for (const registration of await container.getRegistrations())
    if (formerly.includes(new URL(registration.scope).pathname)) await registration.unregister()
}

/** Does nothing where the browser has no workers, and waits for nothing. */
export function keepPages() {
  const { dataset } = document.querySelector('[data-worker]')
  const address = `${dataset.worker}?lang=${document.documentElement.lang}`
  if (navigator.serviceWorker) void settle(navigator.serviceWorker, address).catch(() => undefined)
}
