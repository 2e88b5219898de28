/** A backup of a house at work, put back into an empty one: every row, every file, the same journal. */
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBackup, restoreBackup, writeBackup, type House } from '../../scripts/backup/store.ts'
import { linesOf, tablesInOrder } from '../../scripts/backup/tables.ts'
import { advance } from '../../server/claims/advance.ts'
import { submit } from '../../server/claims/submission.ts'
import { inTransaction, type Database } from '../../server/database.ts'
import { openVault } from '../../server/evidence/vault.ts'
import { eraseAgain } from '../../server/privacy/again.ts'
import { erase } from '../../server/privacy/erasing-store.ts'
import { listErasures, listFrom, listText } from '../../server/privacy/list-store.ts'
import { subjectOf } from '../../server/privacy/subject-store.ts'
import { openTestDatabase } from '../database.ts'
import { openDesk, prepared } from '../claims/desk.ts'

let house: House
let empty: House
let folder: string

beforeEach(async () => {
  const root = mkdtempSync(join(tmpdir(), 'backhaul-backup-'))
  folder = join(root, 'backup')
  house = { db: await openTestDatabase(), dataDir: join(root, 'house') }
  empty = { db: await openTestDatabase(), dataDir: join(root, 'empty') }
  const desk = await openDesk(house.db, '2019-04-01')
  const application = await prepared(desk, '1')
  await inTransaction(house.db, (trx) => submit({ ...desk, db: trx }, application, { kind: 'visitor' }))
  await openVault(join(house.dataDir, 'vault')).put(Buffer.from('a picture'))
  mkdirSync(join(house.dataDir, 'keys'), { recursive: true })
  writeFileSync(join(house.dataDir, 'keys', 'links'), 'a secret', { mode: 0o600 })
})
afterEach(async () => {
  await house.db.destroy()
  await empty.db.destroy()
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

const written = () => writeBackup(house, folder, '2019-04-01T10:00:00.000Z')
async function everything(db: Database): Promise<string[]> {
  const lines: string[] = []
  for await (const line of linesOf(db)) lines.push(JSON.stringify(line))
  return lines
}

test('what is put back is what was there, and goes on counting', async () => {
  const { rows, journal, files } = await written()
  expect([rows.count > 10, journal.no > 0, files.length]).toEqual([true, true, 2])
  await restoreBackup(empty, folder)
  expect(await everything(empty.db)).toEqual(await everything(house.db))
  expect(statSync(join(empty.dataDir, 'keys', 'links')).mode & 0o777).toBe(0o600)
  const [{ id } = { id: 0 }] = await empty
    .db('jobs')
    .insert({
      kind: 'send-mail',
      key: 'x',
      payload: '{}',
      state: 'waiting',
      attempts: 0,
      fence: 0,
      due_at: 'x',
    })
    .returning<{ id: number }[]>('id')
  const { last } = (await empty.db('jobs').max({ last: 'id' }).first()) as { last: number }
  expect(id).toBe(last)
})

test('who was erased after the backup was made is erased again, and who cannot be is named (GDPR art. 17)', async () => {
  const desk = await openDesk(house.db, '2019-04-02')
  const [reference = ''] = await house.db('claims').pluck<string[]>('reference')
  const ends = (db: Database) =>
    advance({ ...desk, db }, reference, { kind: 'withdraw', by: { kind: 'participant', reference } })
  await written()
  await ends(house.db)
  const by = { kind: 'system', part: 'privacy' } as const
  await inTransaction(house.db, async (trx) => erase(trx, desk, await subjectOf(trx, reference), by))
  const list = listFrom(listText(await listErasures(house.db)))
  await restoreBackup(empty, folder)
  const restored = { db: empty.db, clock: desk.clock }
  const left = [{ reference, code: 'claims-under-way' }]
  expect(await eraseAgain(restored, list)).toEqual({ erased: 0, left })
  await ends(empty.db)
  expect(await eraseAgain(restored, list)).toEqual({ erased: 1, left: [] })
  expect(await empty.db('participants').pluck('name')).toEqual(['[erased]'])
  expect(await eraseAgain(restored, list)).toEqual({ erased: 0, left: [] })
})

test('a house that holds something is not written over', async () => {
  await written()
  await expect(restoreBackup(house, folder)).rejects.toThrow('is not empty')
})

test('one changed or missing byte is named, and an unfinished backup is none', async () => {
  const [file] = (await written()).files
  const place = join(folder, file?.path ?? '')
  appendFileSync(place, 'x')
  await expect(checkBackup(folder)).rejects.toThrow(`${file?.path} is not what was backed up`)
  rmSync(place)
  await expect(restoreBackup(empty, folder)).rejects.toThrow('is missing from the backup')
  rmSync(join(folder, 'manifest.json'))
  await expect(checkBackup(folder)).rejects.toThrow('no finished backup')
  expect(existsSync(empty.dataDir)).toBe(false)
})

test('another version is refused by its migrations', async () => {
  await written()
  await empty
    .db('knex_migrations')
    .insert({ name: '29991231000000_later.ts', batch: 9, migration_time: new Date(0) })
  await expect(restoreBackup(empty, folder)).rejects.toThrow('restore it with the version that made it')
})

test('tables come after those that they point at', async () => {
  const order = await tablesInOrder(house.db)
  expect(order.indexOf('claims')).toBeLessThan(order.indexOf('units'))
  expect(order).not.toContain('knex_migrations')
})
