/**
 * A door before a house, through which scanners come that know neither sessions nor JSON: one page with a form for each
 * place where something can be typed; what they type goes to the house in the name of one caller, into paths, queries,
 * forms and bodies alike. The house's answer goes back as it came. Knows no route by name.
 */
import { createServer, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Proof } from './callers.ts'
import { type Depth, depths, type Offer } from './depth.ts'
import { fieldOf, type Sent, sent, shown, type Target } from './target.ts'

/** What came of the requests of one target. */
export type Tally = {
  readonly route: string
  requests: number
  /** Answers to somebody whom the house did not know: then nothing of the place was tried. */
  unknown: number
  readonly statuses: Record<string, number>
}
export type Door = {
  readonly url: string
  readonly server: Server
  readonly tallies: readonly Tally[]
  /** Answers of 500 and above, with what was typed. */
  readonly failures: string[]
}

/** Milliseconds. A stream never ends by itself, and a scanner would wait for its end. */
const streamLasts = 300

/** Opens the door on a free port of this machine. `/all/`, `/first/` and `/new/` have a form for each target that offers a place. */
export async function openDoor(
  url: string,
  targets: readonly Target[],
  proof: Proof,
  offer: Offer = () => true,
): Promise<Door> {
  const tallies = targets.map(({ route }): Tally => ({ route, requests: 0, unknown: 0, statuses: {} }))
  const failures: string[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://door')
      const depth = depths.find((one) => pathname === `/${one}/`)
      if (depth)
        return void response.setHeader('Content-Type', 'text/html').end(formsOf(targets, depth, offer))
      const no = Number(/^\/\w+\/t\/(\d+)$/.exec(pathname)?.[1] ?? '-1')
      const target = targets[no]
      const tally = tallies[no]
      if (!target || !tally) return void response.writeHead(404).end()
      const typed = request.method === 'POST' ? new URLSearchParams(await text(request)) : searchParams
      const one = sent(target, (field) => typed.get(field) ?? undefined)
      const status = await passOn(url, target, one, await proof(referenceOf(target)), response)
      tally.requests += 1
      if (isStranger(status, response.getHeader('location')) && !ofSigningIn.test(target.move ?? ''))
        tally.unknown += 1
      tally.statuses[status] = (tally.statuses[status] ?? 0) + 1
      if (status >= 500)
        failures.push(`${status} ${one.method} ${one.path} ${String(one.body ?? '').slice(0, 500)}`)
    })().catch((error: unknown) => response.writeHead(502).end(String(error)))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address() as { port: number }
  return { url: `http://127.0.0.1:${address.port}`, server, tallies, failures }
}

/** The claim that a target is about, as it was when it was written down. */
export const referenceOf = ({ places, json }: Target): string | undefined =>
  places.find(({ at, name }) => at === 'path' && name === 'reference')?.value ??
  (json as { reference?: string } | undefined)?.reference

/** What asks for proof, or ends it, answers so to whoever types nonsense. */
const ofSigningIn = /^(sign-|prove-|ask-code|change-own-password)/

const isStranger = (status: number, location: unknown): boolean =>
  status === 401 || (status === 303 && typeof location === 'string' && location.startsWith('/sign-in'))

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What is not offered stays as it was. */
const formsOf = (targets: readonly Target[], depth: Depth, offer: Offer): string =>
  `<!doctype html><html><body>${targets
    .map((target, no) => {
      const inputs = target.places.map((place, at) =>
        offer(depth, place)
          ? `<input type="text" name="${escaped(fieldOf(place, at))}" value="${escaped(shown(place))}">`
          : '',
      )
      return inputs.join('') === ''
        ? ''
        : `<form method="${target.method === 'GET' ? 'get' : 'post'}" action="t/${no}">${inputs.join('')}<input type="submit"></form>`
    })
    .join('\n')}</body></html>`

/** Sends it to the house and its answer back; gives the status. */
async function passOn(
  url: string,
  target: Target,
  { method, path, body }: Sent,
  proof: Readonly<Record<string, string>>,
  response: ServerResponse,
): Promise<number> {
  const cutOff = new AbortController()
  const form = target.takes === 'file' && body instanceof URLSearchParams ? fileForm(body) : body
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...proof,
      'Accept-Language': 'en',
      ...(target.takes === 'json' && { 'Content-Type': 'application/json' }),
    },
    redirect: 'manual',
    signal: cutOff.signal,
    ...(form !== undefined && { body: form }),
  })
  const headers = [...answer.headers].filter(
    ([name]) => !/^(content-(encoding|length)|transfer-encoding|connection|keep-alive)$/.test(name),
  )
  response.writeHead(answer.status, Object.fromEntries(headers))
  if (answer.headers.get('Content-Type')?.includes('event-stream')) {
    setTimeout(() => cutOff.abort(), streamLasts)
    await answer.text().catch(() => '')
    response.end()
  } else response.end(Buffer.from(await answer.arrayBuffer()))
  return answer.status
}

/** Fields as a form that sends a file: what was typed as `file` is its name. */
function fileForm(fields: URLSearchParams): FormData {
  const form = new FormData()
  for (const [name, value] of fields)
    if (name === 'file') form.append(name, new Blob(['%PDF-1.4 scanned']), value)
    else form.append(name, value)
  return form
}
