/**
 * A house with many devices, made once and kept beside the temporary files, since a million of them take minutes. Gives its
 * folder, and a server in it as a process of its own. SQLite only.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { advance } from '../../server/claims/advance.ts'
import { submit } from '../../server/claims/submission.ts'
import { shipmentsOf } from '../../server/shipping/store.ts'
import { applicationOf, goOnFrom } from './applicant.ts'
import { crowd } from './crowd.ts'
import { openHouse, type House } from './house.ts'
import { crowdParcels } from './parcels.ts'

/** The day of such a house: a programme that is open, and nothing overdue. */
export const day = '2026-03-02'

export type LargeHouse = {
  /** Its database, keys and files. */
  readonly folder: string
  /** Of the demonstration's accounts. */
  readonly password: string
  /** Numbers of parcels that are awaited; of no use for a second measurement. */
  readonly numbers: readonly string[]
}

/** A house of so many devices, with `awaited` parcels that can be received. */
export async function largeHouse(devices: number, awaited: number): Promise<LargeHouse> {
  const folder = join(tmpdir(), `backhaul-large-${devices}`)
  mkdirSync(folder, { recursive: true })
  const password = join(folder, 'password')
  const house = await openHouse({ today: day, kept: folder })
  try {
    if (house.password !== '') writeFileSync(password, house.password)
    goOnFrom(await realClaims(house))
    const numbers = await awaitedParcels(house, awaited)
    await fill(house, devices)
    return { folder, password: readFileSync(password, 'utf8'), numbers }
  } finally {
    await house.close()
  }
}

/** How many were not made by SQL; the copies are called `XX-`. */
async function realClaims({ context: { db } }: House): Promise<number> {
  const row = await db('claims')
    .where('reference', '<', 'XX-')
    .count<{ count: number }[]>({ count: '*' })
    .first()
  return row?.count ?? 0
}

/** Claims that really were sent in and approved. */
async function awaitedParcels({ context }: House, count: number): Promise<string[]> {
  const numbers: string[] = []
  const by = { kind: 'staff', id: 1, roles: ['reviewer'] } as const
  while (numbers.length < count) {
    const { reference } = await submit(context, await applicationOf(context), { kind: 'visitor' })
    await advance(context, reference, { kind: 'approve', by })
    for (const { parcels } of await shipmentsOf(context.db, reference))
      numbers.push(...parcels.map(({ sscc }) => sscc))
  }
  return numbers.slice(0, count)
}

/** What was stopped in the middle is made by the next call: claims first, then their parcels. */
async function fill({ context: { db } }: House, devices: number): Promise<void> {
  const { count } = (await db('claims').whereLike('reference', 'XX-%').count({ count: '*' }).first()) ?? {}
  const there = Number(count ?? 0)
  const pattern = await db('claims').where('reference', '<', 'XX-').first<{ reference: string }>('reference')
  if (there < devices) await crowd(db, pattern.reference, there, devices)
  const shipped = await db('shipments')
    .where({ claim_reference: `XX-${devices}` })
    .first('id')
  if (!shipped) await crowdParcels(db, pattern.reference)
}

export type HouseProcess = { readonly url: string; readonly stop: () => Promise<void> }

/** A server in that folder, as a process; it ends with `stop`, or with us. */
export async function startHouse(folder: string): Promise<HouseProcess> {
  const file = fileURLToPath(new URL('house-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, folder, day, 'with-worker'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString('utf8')))
    child.once('exit', (code) => reject(new Error(`the house ended with ${code}`)))
  })
  const { url } = JSON.parse(line) as { url: string }
  return {
    url,
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}
