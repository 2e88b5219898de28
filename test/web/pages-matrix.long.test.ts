/**
 * Every page × role × own, foreign and no object, made from the routers: what stands before each page is asked as the
 * router asks it, without the page behind. And that no route of the house stands beside the two matrices.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { operationsOf } from '../../server/api.ts'
import { makeApp } from '../../server/app.ts'
import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import { readSettings } from '../../server/config.ts'
import { closeContext, openContext, type Context } from '../../server/context.ts'
import { frameFor } from '../../server/frame.ts'
import { limitHouse } from '../../server/limits.ts'
import { openInDemonstration, openRoutes } from '../../server/open-routes.ts'
import { pageRouters } from '../../server/pages.ts'
import { isOpen } from '../../server/staff/access.ts'
import { routesIn } from '../../server/web/declared.ts'
import { allowed, foreign, missing, own, people } from './everybody.ts'

const folder = mkdtempSync(join(tmpdir(), 'pages-matrix-'))
let context: Context
let actor: Actor
let pages: RequestHandler[]
beforeAll(() => {
  context = openContext(
    readSettings({ DATA_DIR: folder, PORT: '0', DRAWING_THREADS: '0', LOG_LEVEL: 'silent' }),
  )
  const asking = {
    identify: async () => actor,
    // Whose link it is, is told by the link alone; whether its code was typed, by who it is.
    holderOf: async (_: unknown, { params }: { params: Record<string, unknown> }) =>
      context.opensClaim(String(params['reference']), String(params['token']))
        ? actor.kind === 'participant'
          ? actor
          : ({ kind: 'link-holder', reference: own } as const)
        : undefined,
  }
  const frame = frameFor(context, { render: () => '' }, (name) => name, asking)
  pages = pageRouters(context, frame)
})
afterAll(async () => {
  await closeContext(context)
  rmSync(folder, { recursive: true, force: true })
})

type Layer = {
  readonly route?: {
    readonly path: string
    readonly methods: Readonly<Record<string, boolean>>
    readonly stack: readonly { readonly handle: RequestHandler }[]
  }
  readonly handle: { readonly stack?: readonly Layer[] }
}
type Guarded = {
  readonly method: string
  readonly path: string
  readonly move: string
  readonly guard: RequestHandler
}

/** Pages that ask for leave, with who asks: the first of all that look at a request. */
const guarded = (): Guarded[] =>
  pages
    .flatMap((router) => layersOf(router as never))
    .flatMap((layer) => {
      const { route } = layer
      const move = route && routesIn({ stack: [layer] })[0]?.move
      const guard = route?.stack[0]?.handle
      if (!route || move === undefined || !guard) return []
      const methods = Object.keys(route.methods)
      return methods.map((method) => ({ method: method.toUpperCase(), path: route.path, move, guard }))
    })

const layersOf = ({ stack = [] }: { readonly stack?: readonly Layer[] }): Layer[] =>
  stack.flatMap((layer) => (layer.route ? [layer] : layersOf(layer.handle)))

/** `passed`, the code of a refusal, or where somebody is sent first. */
async function answerOf({ method, path, guard }: Guarded, reference: string): Promise<string> {
  const token = new URL(context.linkTo(own)).pathname.split('/').at(-1)
  const originalUrl = path.replace(':reference', reference).replace(':token', String(token))
  const request = {
    method,
    originalUrl,
    params: { reference, token, id: '1' },
    headers: {},
    get: () => undefined,
  }
  return new Promise((resolve) => {
    const response = {
      locals: {},
      redirect: (_: number, to: string) => resolve(to.replaceAll(reference, '')),
    }
    const asked: unknown = guard(request as never, response as never, () => resolve('passed'))
    void Promise.resolve(asked).catch((error: unknown) => {
      resolve(error instanceof Refusal ? `${error.kind} ${error.faults[0]?.code}` : String(error))
    })
  })
}

/** On a claim's own pages nobody but its link counts: staff who hold it are its holder. */
const partiesOn = (path: string, who: Actor, parties: readonly string[]): readonly string[] =>
  path.startsWith('/c/') ? [who.kind === 'participant' ? 'participant' : 'link-holder'] : parties

test.each(people)(
  '$who sees the pages that the table of roles gives, and no other',
  async ({ actor: who, parties }) => {
    actor = who
    const wrong: string[] = []
    for (const page of guarded()) {
      const answer = await answerOf(page, own)
      const has = allowed(page.move, partiesOn(page.path, who, parties))
      // A desk is nobody's own: who is bound to one claim is bound to it there too.
      const bound = !page.path.startsWith('/c/') && ['participant', 'link-holder'].includes(who.kind)
      const reaches = has && (!bound || page.path.includes(':reference'))
      if ((answer === 'passed') !== reaches) wrong.push(`${page.method} ${page.path}: ${answer}`)
    }
    expect(wrong).toEqual([])
  },
)

test.each(people)(
  'to $who the pages of a foreign claim and of none are alike',
  async ({ actor: who, parties }) => {
    actor = who
    const told: string[] = []
    const about = guarded().filter(({ path }) => path.includes(':reference'))
    expect(about.length).toBeGreaterThan(40)
    for (const page of about) {
      const [one, other] = [await answerOf(page, foreign), await answerOf(page, missing)]
      const isOwn = page.path.startsWith('/c/')
      if (one !== other) told.push(`${page.path}: ${one}, ${other}`)
      if (isOwn && one !== 'not-found not-found') told.push(`${page.path}: ${one}`)
      if (!isOwn && (one === 'passed') !== allowed(page.move, who.kind === 'staff' ? parties : []))
        told.push(`${page.path}: ${one}`)
    }
    expect(told).toEqual([])
  },
)

test('leave is asked before anything of a request is read', () => {
  const asked = pages
    .flatMap((router) => layersOf(router as never))
    .filter((layer) => routesIn({ stack: [layer] })[0]?.move !== undefined)
    .filter(
      ({ route }) =>
        routesIn({ stack: [{ route: { ...route, stack: route?.stack.slice(0, 1) } }] })[0]?.move ===
        undefined,
    )
  expect(asked.map(({ route }) => route?.path)).toEqual([])
})

const name = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`

test('every route of the house stands in a matrix, or in this list', () => {
  const operations = operationsOf(context).map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  const known = new Set([
    ...operations,
    ...guarded().map(name),
    ...Object.keys({ ...openRoutes, ...openInDemonstration }),
    // These count, and pass on.
    ...routesIn(limitHouse()).map(name),
  ])
  const app = makeApp(context) as unknown as { readonly router: unknown }
  const beside = new Set(
    routesIn(app.router)
      .map(name)
      .filter((one) => !known.has(one)),
  )
  expect([...beside].toSorted()).toEqual([
    'GET /health',
    'GET /metrics',
    'GET /openapi.json',
    'GET /ready',
    'POST /bank-answers',
    'POST /carrier-events/:connection',
    'POST /evidence',
  ])
  expect([isOpen('look-up'), isOpen('upload-evidence'), isOpen('take-bank-answer')]).toEqual([
    true,
    true,
    false,
  ])
})
