/**
 * Serves a door for scanners: `serve.ts FOLDER CALLER` before the house that prepare.ts made, `serve.ts URL` before the
 * planted weaknesses. Prints its address; when its input ends it prints what came of it and exits 1 when the house failed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from '../walk/house.ts'
import { isCaller, proofOf, type Proof } from './callers.ts'
import { depthOf, reaches } from './depth.ts'
import { type Door, openDoor } from './door.ts'
import { knock } from './knock.ts'
import type { Place, Target } from './target.ts'

const [where = '', caller = ''] = process.argv.slice(2)

const name: Place = { at: 'query', name: 'name', value: 'x' }
const planted: readonly Target[] = [
  { route: 'GET /find', method: 'GET', path: '/find', takes: 'nothing', places: [name] },
  {
    route: 'GET /claims/{name}',
    method: 'GET',
    path: '/claims/{name}',
    takes: 'nothing',
    places: [{ ...name, at: 'path' }],
  },
  { route: 'GET /sums', method: 'GET', path: '/sums', takes: 'nothing', places: [name] },
  { route: 'GET /papers', method: 'GET', path: '/papers', takes: 'nothing', places: [name] },
  { route: 'GET /away', method: 'GET', path: '/away', takes: 'nothing', places: [name] },
  {
    route: 'POST /told',
    method: 'POST',
    path: '/told',
    takes: 'json',
    json: { name: 'x' },
    places: [{ ...name, at: 'json', name: '/name' }],
  },
]

if (where.startsWith('http'))
  await serve(await openDoor(where, planted, async () => ({})), async () => undefined)
else if (isCaller(caller)) {
  const { today, targets: all } = JSON.parse(readFileSync(join(where, 'targets.json'), 'utf8')) as {
    today: string
    targets: Target[]
  }
  // What was found and mended is tried again by itself: ROUTES='/desk/audit' scan.sh auditor
  const targets = all.filter(({ route }) => route.includes(process.env['ROUTES'] ?? ''))
  const house = await openHouse({
    today,
    kept: join(where, 'house'),
    limits: (_request, _response, next) => next(),
  })
  const { db } = house.context
  const known = await proofOf(house.context, caller)
  // Somebody who guesses has to wait, longer each time: what is scanned here is what stands behind that.
  const proof: Proof = async (reference) => {
    await db('sign_in_failures').del()
    return known(reference)
  }
  const open = targets.filter((target) => reaches(caller, target))
  const shut = targets.filter((target) => !reaches(caller, target))
  const knocked = await knock(house.url, shut, proof)
  console.error(
    `${caller}: let in to ${open.length} of ${targets.length}, refused at ${knocked.refused} of ${knocked.asked} others`,
  )
  const door = await openDoor(house.url, open, proof, depthOf(targets, caller))
  door.failures.push(...knocked.letIn)
  await serve(door, house.close)
} else throw new Error(`nobody is called ${caller}`)

async function serve(door: Door, close: () => Promise<void>): Promise<void> {
  console.log(door.url)
  for await (const _ of process.stdin) continue
  const asked = door.tallies.filter(({ requests }) => requests > 0)
  const count = asked.reduce((sum, { requests }) => sum + requests, 0)
  const statuses = new Map<string, number>()
  for (const { statuses: some } of asked)
    for (const [status, times] of Object.entries(some))
      statuses.set(status, (statuses.get(status) ?? 0) + times)
  const answered = [...statuses.keys()]
    .toSorted((one, other) => Number(one) - Number(other))
    .map((status) => `${status} ${statuses.get(status)} times`)
  console.log(`${count} requests at ${asked.length} of ${door.tallies.length} forms: ${answered.join(', ')}`)
  for (const { route, requests, unknown } of door.tallies)
    if (unknown > 0 && caller !== 'visitor')
      door.failures.push(`nobody was known at ${unknown} of ${requests}: ${route}`)
  for (const failure of door.failures.slice(0, 20)) console.log(`failed: ${failure}`)
  // Of a route with several forms each field is offered once, so that some of its forms are left.
  const reached = new Set(asked.map(({ route }) => route))
  for (const route of new Set(door.tallies.map((one) => one.route)))
    if (!reached.has(route)) console.log(`never asked: ${route}`)
  door.server.closeAllConnections()
  door.server.close()
  await close()
  process.exitCode = door.failures.length > 0 ? 1 : 0
}
