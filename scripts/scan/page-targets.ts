/**
 * Every page and form by the router: those that a crawl in each role meets, for the rest the forms of the samples of all
 * pages. Knows no page by name, but for the forms behind which there are more pages.
 */
import { frameFor } from '../../server/frame.ts'
import { openInDemonstration, openRoutes } from '../../server/open-routes.ts'
import { pageRouters } from '../../server/pages.ts'
import { zonesOf } from '../../server/shipping/depot-store.ts'
import { isMove, isOpen } from '../../server/staff/access.ts'
import { declaredRoutes, routesIn } from '../../server/web/declared.ts'
import { rendered, samples } from '../samples/site.ts'
import type { House } from '../walk/house.ts'
import { callers, proofOf } from './callers.ts'
import { type Ask, crawl, formsIn } from './crawl.ts'
import { type Pattern, patternOf } from './routes.ts'
import { kindOf, type Target } from './target.ts'

/** Sent once while going through: behind them are applications, drafts, comparisons, telephones and batches. */
const submits = /^POST .*(apply\/|drafts$|what-ifs$|phone$|batches$)/

/** Where a script of a page sends what its form holds. */
const sentByScripts: Readonly<Record<string, string>> = {
  'POST /desk/receive/scans': 'POST /desk/receive',
  'POST /desk/audit/:reference/:unit/records': 'POST /desk/audit/:reference/:unit',
  'POST /desk/programmes/drafts/mistakes': 'POST /desk/programmes/drafts/:id',
}

export type PageTargets = {
  readonly targets: readonly Target[]
  /** Routes of which no form was seen anywhere: their paths alone are tried. */
  readonly withoutFields: readonly string[]
}

export async function pageTargets(house: House): Promise<PageTargets> {
  const { context } = house
  const frame = frameFor(context, { render: () => '' }, (name) => name)
  const open = { ...openRoutes, ...openInDemonstration }
  const routes = declaredRoutes(pageRouters(context, frame), open, { isMove, isOpen })
  const moves = new Map(routes.map(({ method, path, move }) => [`${method} ${path}`, move]))
  const patterns = routes.map(({ method, path }) => patternOf(method, path))
  const references = await context.db('claims').orderBy('id').pluck<string[]>('reference')
  const seeds = await seedsOf(house, patterns, references)
  const found: Target[] = []
  // Who has only the link, or only a password, sees fewer pages of the same.
  for (const name of callers.filter((one) => !['link-holder', 'half-signed-in'].includes(one))) {
    const proof = await proofOf(context, name)
    found.push(...(await crawl(askAs(house, proof), patterns, seeds, submits)))
  }
  const seen = new Set(found.map(({ route }) => route))
  const shown = await Promise.all(samples.map((sample) => rendered(sample, 'en')))
  const sampled = shown.flatMap((html) => formsIn(html, patterns)).filter(({ route }) => !seen.has(route))
  for (const { route } of sampled) seen.add(route)
  const sent = patterns.flatMap(({ route, path }) => {
    const form = [...found, ...sampled].find((one) => one.route === sentByScripts[route])
    const places = form?.places.filter(({ at, name }) => at !== 'path' || path.includes(`{${name}}`))
    return form && places && !seen.has(route) ? [{ ...form, route, path, places }] : []
  })
  for (const { route } of sent) seen.add(route)
  const blank = patterns
    .filter(({ route }) => !seen.has(route))
    .map(({ route, method, path, blank: places }): Target => {
      const takes = method === 'GET' ? 'nothing' : 'form'
      return { route, method, path, takes, places }
    })
  const [reference = ''] = references
  const lent = [...sampled, ...sent, ...blank].map((target) =>
    about(target, reference, context.linkTo(reference)),
  )
  const unique = new Map(
    [...found, ...lent].map((one) => [kindOf(one), { ...one, move: moves.get(one.route) }]),
  )
  return { targets: [...unique.values()], withoutFields: blank.map(({ route }) => route) }
}

/** A page as somebody got it. */
export type Got = {
  readonly address: string
  readonly status: number
  readonly mediaType: string
  readonly text: string
}

/** Who together see everything. */
const seers = ['participant', 'everything', 'admin', 'programme-manager'] as const

/** The same addresses once more, each as the first of those few who is let in gets it. */
export async function openAgain(house: House, addresses: readonly string[]): Promise<Got[]> {
  const asks = await Promise.all(seers.map(async (name) => askAs(house, await proofOf(house.context, name))))
  const got: Got[] = []
  for (const address of addresses)
    for (const ask of asks) {
      const answer = await ask('GET', address)
      const [status, text] = [answer.status, await answer.text()]
      if (answer.redirected || [401, 403, 404].includes(status)) continue
      got.push({ address, status, mediaType: answer.headers.get('Content-Type') ?? '', text })
      break
    }
  return got
}

/** One page of each kind as those few get it. */
export async function crawlHouse(house: House): Promise<Got[]> {
  const { context } = house
  const frame = frameFor(context, { render: () => '' }, (name) => name)
  const patterns = pageRouters(context, frame)
    .flatMap((router) => routesIn(router))
    .map(({ method, path }) => patternOf(method, path))
  const references = await context.db('claims').orderBy('id').pluck<string[]>('reference')
  const seeds = await seedsOf(house, patterns, references)
  const got = new Map<string, Got>()
  for (const name of seers) {
    const ask = askAs(house, await proofOf(context, name))
    const noting: Ask = async (method, path, body) => {
      const answer = await ask(method, path, body)
      const mediaType = answer.headers.get('Content-Type') ?? ''
      if (/html|csv|calendar|json/.test(mediaType) && method === 'GET' && !answer.redirected)
        got.set(path, { address: path, status: answer.status, mediaType, text: await answer.clone().text() })
      return answer
    }
    await crawl(noting, patterns, seeds, /^none$/)
  }
  return [...got.values()]
}

/** Addresses to begin at: pages that need nothing, and those of each claim, each day and each zone. */
async function seedsOf(
  { context }: House,
  patterns: readonly Pattern[],
  references: readonly string[],
): Promise<string[]> {
  const days = await context.db('pickups').distinct('on_date').pluck<string[]>('on_date')
  const zones = await zonesOf(context.db)
  const paths = patterns.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const ofClaim = paths.filter((path) => /^[^{]*\{reference\}(\/\{token\}|\/\{unit\})?[^{]*$/.test(path))
  return [
    ...paths.filter((path) => !path.includes('{')),
    ...days.map((day) => `/desk/pickups?day=${day}`),
    ...days.flatMap((day) => zones.map(({ id }) => `/desk/pickups/manifest?zone=${id}&day=${day}`)),
    ...days.flatMap((day) => zones.map(({ id }) => context.tourPath(id, day))),
    ...references.flatMap((reference) => {
      const token = context.linkTo(reference).split('/').at(-1) ?? ''
      const values = { reference, token, unit: '1' }
      return ofClaim.map((path) =>
        Object.entries(values).reduce((address, [name, value]) => address.replace(`{${name}}`, value), path),
      )
    }),
  ]
}

const askAs =
  ({ url }: House, proof: Awaited<ReturnType<typeof proofOf>>): Ask =>
  async (method, path, body) => {
    const cutOff = new AbortController()
    const reference = /^\/c\/([^/]+)\//.exec(path)?.[1]
    const headers = await proof(reference)
    const answer = await fetch(url + path, { method, headers, signal: cutOff.signal, ...(body && { body }) })
    // A stream never ends by itself.
    if (answer.headers.get('Content-Type')?.includes('event-stream')) cutOff.abort()
    return answer
  }

/** A sample's form speaks of a claim that this house does not know. */
const about = (target: Target, reference: string, link: string): Target => {
  const known = new Map([
    ['reference', reference],
    ['token', link.split('/').at(-1) ?? ''],
  ])
  return {
    ...target,
    places: target.places.map((place) =>
      place.at === 'path' ? { ...place, value: known.get(place.name) ?? place.value } : place,
    ),
  }
}
