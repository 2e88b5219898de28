/**
 * Every route × role × own, foreign and no object, made from the routers themselves. The operations are the house's own,
 * served as they are but for their last step, which only tells that it was reached: what is held here is who gets there.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { operationsOf } from '../../server/api.ts'
import type { Actor } from '../../server/base/actor.ts'
import { refuse } from '../../server/base/refusal.ts'
import { readSettings } from '../../server/config.ts'
import { closeContext, openContext, type Context } from '../../server/context.ts'
import { frameFor } from '../../server/frame.ts'
import { openInDemonstration, openRoutes } from '../../server/open-routes.ts'
import { pageRouters } from '../../server/pages.ts'
import { authorise, isMove, isOpen } from '../../server/staff/access.ts'
import { roles } from '../../server/staff/roles.ts'
import { declaredRoutes } from '../../server/web/declared.ts'
import { mountOperations } from '../../server/web/mount.ts'
import type { Operation } from '../../server/web/operation.ts'
import { problemHandler } from '../../server/web/problem-handler.ts'
import { allowed, foreign, missing, own, people, type Somebody } from './everybody.ts'

const folder = mkdtempSync(join(tmpdir(), 'matrix-'))
let context: Context
let server: Server
let operations: readonly Operation[]
let actor: Actor

beforeAll(async () => {
  context = openContext(
    readSettings({ DATA_DIR: folder, PORT: '0', DRAWING_THREADS: '0', LOG_LEVEL: 'silent' }),
  )
  operations = operationsOf(context).map(
    ({ params: _, input: __, query: ___, output: ____, ...operation }) => ({
      ...operation,
      transaction: 'own',
      run: async () => {
        throw refuse('misused', 'not-found')
      },
    }),
  )
  const app = express()
  mountOperations(app, operations, { ...context, identify: async () => actor, authorise, isMove })
  app.use(problemHandler(context))
  server = createServer(app)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await closeContext(context)
  rmSync(folder, { recursive: true, force: true })
})

const reached = 422

/** Status and words, without what differs with every answer. */
async function answerTo(operation: Operation, reference: string): Promise<{ status: number; told: string }> {
  const path = operation.path.replace('{reference}', reference).replaceAll(/\{\w+\}/g, '1')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: operation.method.toUpperCase() })
  return { status: response.status, told: (await response.text()).replaceAll(reference, '') }
}

const everybody: readonly Somebody[] = [
  ...people,
  {
    who: 'a key without moves',
    actor: { kind: 'machine', id: 3, roles: [...roles], moves: [] },
    parties: [],
  },
]

test.each(everybody)(
  '$who gets where the table of roles says, and nowhere else',
  async ({ actor: who, parties }) => {
    actor = who
    const isBound = who.kind === 'participant' || who.kind === 'link-holder'
    const wrong: string[] = []
    for (const operation of operations) {
      const has = allowed(operation.move, parties)
      const open = allowed(operation.move, [])
      const names = operation.path.includes('{reference}')
      const { status } = await answerTo(operation, own)
      const denied =
        who.kind === 'visitor' || who.kind === 'link-holder' || parties.includes('half-signed-in') ? 401 : 403
      const expected = has ? (isBound && !open && !names ? 404 : reached) : denied
      if (status !== expected) wrong.push(`${operation.method} ${operation.path}: ${status}, not ${expected}`)
    }
    expect(wrong).toEqual([])
  },
)

test.each(everybody)(
  'to $who a foreign claim and none at all are answered alike',
  async ({ actor: who, parties }) => {
    actor = who
    const bound = who.kind === 'participant' || who.kind === 'link-holder'
    const told: string[] = []
    const ask = async (operation: Operation): Promise<void> => {
      const [one, other] = await Promise.all([answerTo(operation, foreign), answerTo(operation, missing)])
      if (one.status !== other.status || one.told !== other.told)
        told.push(`${operation.path}: tells them apart`)
      const mayReach = allowed(operation.move, bound ? [] : parties)
      if ((one.status === reached) !== mayReach) told.push(`${operation.path}: ${one.status}`)
    }
    await Promise.all(operations.filter(({ path }) => path.includes('{reference}')).map(ask))
    expect(told).toEqual([])
  },
)

test('every page declares its move, or stands in the list of those that ask nobody', () => {
  const pages = pageRouters(
    context,
    frameFor(context, { render: () => '' }, (name) => name),
  )
  const open = { ...openRoutes, ...openInDemonstration }
  const declared = declaredRoutes(pages, open, { isMove, isOpen })
  expect(declared.length).toBeGreaterThan(100)
  const changing = declared.filter(
    ({ method, path, move }) => method === 'POST' && isOpen(move) && !open[`POST ${path}`],
  )
  expect(changing).toEqual([])
})

test('a page that declares none does not start, nor does one that is listed and is not there', () => {
  const undeclared = express.Router().get('/desk/secret', (_request, response) => void response.end())
  const leave = { isMove, isOpen }
  expect(() => declaredRoutes([undeclared], {}, leave)).toThrow('GET /desk/secret declares no move')
  expect(() => declaredRoutes([undeclared], { 'GET /desk/secret': 'approve-run' }, leave)).toThrow(
    'is open, and approve-run is not',
  )
  expect(() =>
    declaredRoutes(
      [express.Router().use(undeclared)],
      { 'GET /desk/secret': 'look-up', 'GET /x': 'look-up' },
      leave,
    ),
  ).toThrow('GET /x')
})
