/**
 * Whatever takes a form takes a request that brings none: no body, a body of another kind, a form that breaks off. Every
 * such route is asked, as the router names them, by everybody of the house; none may fall over.
 */
import { cookieOf } from '../../scripts/walk/people.ts'
import { makeApp } from '../../server/app.ts'
import { routesIn } from '../../server/web/declared.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
}, 60_000)
afterAll(() => world.close())

const bodies: readonly RequestInit[] = [
  {},
  { body: 'a=1', headers: { 'Content-Type': 'text/plain' } },
  { body: new FormData() },
  { body: '--x\r\nContent-Disp', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } },
]

const send = (path: string, init: RequestInit): Promise<Response> =>
  fetch(`${world.url}${path}`, { method: 'POST', redirect: 'manual', ...init })

async function bearerOf(name: string): Promise<Record<string, string>> {
  const body = JSON.stringify({ email: `${name}@backhaul.example`, password: world.password })
  const answer = await send('/api/sessions', { body, headers: { 'Content-Type': 'application/json' } })
  return { Authorization: `Bearer ${((await answer.json()) as { token: string }).token}` }
}

/** Pages that take a form. Closing an account, and what ends the session that asks, comes last. */
const formsIn = ({ context }: World): string[] =>
  routesIn(makeApp(context).router)
    .filter(({ method, path }) => method === 'POST' && /^\/(?:desk|c|draft|apply|account|proof)\b/.test(path))
    .map(({ path }) => path)
    .toSorted((one, other) => place(one) - place(other))
const place = (path: string): number =>
  path.startsWith('/account') ? 2 : path.startsWith('/desk/accounts') ? 1 : 0

test('no page falls over a request without its form', async () => {
  const participant = await world.people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'F-1' })
  const { id: programme } = world.people.programme
  const begun = await send(`/apply/${programme}`, {})
  const [, , id = '', token = ''] = String(begun.headers.get('Location')).split('/')
  const linked = String(new URL(participant.link).pathname.split('/').at(-1))
  const names = { reference: participant.reference, programme, step: 'contact' }
  const holder = [await cookieOf(world, participant)]
  const staff = [await bearerOf('desk'), await bearerOf('admin')]
  const answers: { path: string; status: number }[] = []
  for (const path of formsIn(world))
    for (const init of bodies)
      for (const who of path.startsWith('/c/') ? holder : /^\/(?:desk|account)/.test(path) ? staff : [{}]) {
        const own: Record<string, string> = path.startsWith('/draft') ? { id, token } : { token: linked }
        const at = path.replaceAll(/:(\w+)/g, (_, name: string) => ({ ...names, ...own })[name] ?? '1')
        const { status } = await send(at, { ...init, headers: { ...init.headers, ...who } })
        answers.push({ path, status })
        // Who is let through has said it; where the first is not, the next is.
        if (status !== 403) break
      }
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  // Most are reached, and answered or refused for what they lack; the others look for their object first.
  const reached = answers.filter(({ status }) => [200, 303, 400, 415, 422].includes(status))
  expect(new Set(reached.map(({ path }) => path)).size).toBeGreaterThan(70)
}, 120_000)
