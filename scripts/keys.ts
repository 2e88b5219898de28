/**
 * `npm run keys -- list`: which keys sign labels, and which did. `rotate token|sealing`: a new one; what the old one
 * signed stays genuine. `import FILE`: key and certificate of an authority for sealing, PEM or PKCS#12, once; its
 * passphrase comes in KEY_PASSPHRASE. `rotate house`: a new key of the house, by which the next start wraps all data keys;
 * `drop house`: its old ones go when nothing in the database needs them. Restart the server afterwards. Exits 1 with the
 * repair when something is wrong.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { readSettings } from '../server/config.ts'
import { makeSigningKey, openSigningKey } from '../server/documents/certificate.ts'
import { openDatabase, type Database } from '../server/database.ts'
import { addHouseKey, dropOldHouseKeys, houseSealingKeys } from '../server/house-keys.ts'
import { openKeys, type KeyFolder } from '../server/keys.ts'
import {
  keyFiles,
  replaceSealingKey,
  retiredCertificates,
  retiredTokenKeys,
  rotateTokenKey,
} from '../server/label-keys.ts'
import { makeTokenKey, openTokenKey } from '../server/shipping/token.ts'
import { tablesInOrder } from './backup/tables.ts'
import { pemOf } from './pkcs12.ts'

const usage = 'npm run keys -- list | rotate token | rotate sealing | rotate house | drop house | import FILE'
const [act, what] = process.argv.slice(2)
const now = Temporal.Now.instant()

try {
  const { dataDir, databaseUrl } = readSettings(process.env)
  const keys = openKeys(join(dataDir, 'keys'))
  if (act === 'list') list(keys)
  else if (act === 'rotate' && what === 'token') rotate(keys)
  else if (act === 'rotate' && what === 'sealing') seal(keys, makeSigningKey(now))
  else if (act === 'rotate' && what === 'house') turnHouseKey(keys)
  else if (act === 'drop' && what === 'house') await dropHouseKeys(keys, databaseUrl)
  else if (act === 'import' && what) seal(keys, read(what, process.env['KEY_PASSPHRASE']))
  else {
    console.error(usage)
    process.exitCode = 2
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

function list(keys: KeyFolder): void {
  const token = openTokenKey(keys.secret(keyFiles.token, makeTokenKey))
  const { certificate } = openSigningKey(keys.secret(keyFiles.sealing, () => makeSigningKey(now)))
  console.log(`codes      ${token.id}  in use`)
  for (const id of retiredTokenKeys(keys).keys()) console.log(`codes      ${id}  retired, still verifies`)
  for (const [place, { id }] of houseSealingKeys(keys).entries())
    console.log(`house      ${id}  ${place === 0 ? 'in use' : 'old, still opens'}`)
  const lines = [certificate, ...retiredCertificates(keys)].map(({ serialNumber, subject, validTo }, place) =>
    [
      'documents ',
      serialNumber,
      subject.replaceAll('\n', ', '),
      place === 0 ? `in use until ${validTo}` : 'retired, still verifies',
    ].join('  '),
  )
  console.log(lines.join('\n'))
}

function rotate(keys: KeyFolder): void {
  const { before, now: id } = rotateTokenKey(keys)
  console.log(`Codes are signed by key ${id} from the next start on; those of key ${before} stay genuine.`)
}

function turnHouseKey(keys: KeyFolder): void {
  const id = addHouseKey(keys)
  console.log(
    `The next start seals with ${id} and wraps all data keys with it. Then: npm run keys -- drop house`,
  )
}

/** @throws Error naming the table that still needs an old key: what it sealed would be lost. */
async function dropHouseKeys(keys: KeyFolder, databaseUrl: string): Promise<void> {
  const [newest, ...old] = houseSealingKeys(keys)
  const db = openDatabase(databaseUrl)
  try {
    for (const { id } of old) {
      const place = await placeSealedBy(db, id)
      if (place)
        throw new Error(`${place} still needs ${id}. Restart the server; drafts and codes need some days.`)
    }
  } finally {
    await db.destroy()
  }
  dropOldHouseKeys(keys)
  console.log(`Only ${newest?.id ?? 'no key'} is left.`)
}

/** Column of the first text that this key sealed: any text of any table may be one. */
async function placeSealedBy(db: Database, id: string): Promise<string | undefined> {
  for (const table of await tablesInOrder(db))
    for (const [column, { type }] of Object.entries(await db(table).columnInfo()))
      if (type === 'text' && (await db(table).where(column, 'like', `g1.${id}.%`).first(column)))
        return `${table}.${column}`
  return undefined
}

function seal(keys: KeyFolder, text: string): void {
  const { certificate } = replaceSealingKey(keys, text, now)
  const who = certificate.subject.replaceAll('\n', ', ')
  console.log(
    `Documents are sealed by ${who} from the next start on, until ${certificate.validTo}; older ones stay genuine.`,
  )
}

/** The key without its passphrase: the folder of keys protects it from then on. */
function read(file: string, passphrase: string | undefined): string {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  return pemOf(readFileSync(file), passphrase)
}
