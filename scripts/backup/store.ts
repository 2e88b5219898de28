/**
 * A backup as a folder: `rows.jsonl.gz`, `vault/` by hash, `keys/`, and `manifest.json` written last, which names what
 * belongs to it. A folder without a manifest is no backup. Files of the vault that lie there already are not copied again.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { journalLines } from '../../server/claims/export.ts'
import { isSqlite, type Database } from '../../server/database.ts'
import { fillTables, linesOf, type Line } from './tables.ts'

export type Manifest = {
  readonly madeAt: string
  readonly migrations: readonly string[]
  readonly rows: { readonly count: number; readonly sha256: string }
  /** The journal's last entry, to be compared with heads that were kept elsewhere. */
  readonly journal: { readonly no: number; readonly hash: string }
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

/** What is backed up: an open database, and the folder that holds `vault` and `keys`. */
export type House = { readonly db: Database; readonly dataDir: string }

/** Writes a backup while the server runs: rows of one moment, then the files that they name. */
export async function writeBackup({ db, dataDir }: House, folder: string, madeAt: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const place = join(folder, 'rows.jsonl.gz')
  const { count, journal, migrations } = await inOneMoment(db, async (moment) => {
    let written = 0
    const lines = async function* (): AsyncGenerator<string> {
      for await (const line of linesOf(moment)) {
        if (line[1]) written += 1
        yield `${JSON.stringify(line)}\n`
      }
    }
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(place, { mode: 0o600 }))
    return { count: written, journal: await headOf(moment), migrations: await migrationsOf(moment) }
  })
  const files = [
    ...(await copyFolder(dataDir, folder, 'vault')),
    ...(await copyFolder(dataDir, folder, 'keys')),
  ]
  const manifest = { madeAt, migrations, rows: { count, sha256: await hashOf(place) }, journal, files }
  await writeFile(join(folder, 'manifest.json.part'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  await rename(join(folder, 'manifest.json.part'), join(folder, 'manifest.json'))
  return manifest
}

/** Reads every byte again. @throws Error that names what is missing or has changed. */
export async function checkBackup(folder: string): Promise<Manifest> {
  const manifest = await manifestOf(folder)
  for (const { path, sha256 } of [
    { path: 'rows.jsonl.gz', sha256: manifest.rows.sha256 },
    ...manifest.files,
  ]) {
    const place = join(folder, path)
    if (!existsSync(place)) throw new Error(`${path} is missing from the backup`)
    if ((await hashOf(place)) !== sha256) throw new Error(`${path} is not what was backed up`)
  }
  return manifest
}

/** Puts a checked backup into an empty, migrated house. @throws Error when that one is of another version or not empty. */
export async function restoreBackup({ db, dataDir }: House, folder: string): Promise<Manifest> {
  const manifest = await checkBackup(folder)
  const ours = await migrationsOf(db)
  if (ours.join() !== manifest.migrations.join())
    throw new Error(
      `the backup has ${manifest.migrations.length} migrations up to ${manifest.migrations.at(-1)}, this version ${ours.length}: restore it with the version that made it`,
    )
  const count = await db.transaction((trx) => fillTables(trx, rowsIn(folder)))
  if (count !== manifest.rows.count) throw new Error(`${count} rows instead of ${manifest.rows.count}`)
  for (const { path } of manifest.files) {
    const place = join(dataDir, path)
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await copyFile(join(folder, path), place)
    await chmod(place, 0o600)
  }
  const { no, hash } = await headOf(db)
  if (hash !== manifest.journal.hash)
    throw new Error(`the journal ends at ${no}, not at ${manifest.journal.no}`)
  return manifest
}

async function manifestOf(folder: string): Promise<Manifest> {
  const place = join(folder, 'manifest.json')
  if (!existsSync(place)) throw new Error(`${folder} holds no manifest.json, so it is no finished backup`)
  return JSON.parse(await readFile(place, 'utf8')) as Manifest
}

async function* rowsIn(folder: string): AsyncGenerator<Line> {
  const input = createReadStream(join(folder, 'rows.jsonl.gz')).pipe(createGunzip())
  let rest = ''
  for await (const chunk of input.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) yield JSON.parse(part) as Line
  }
}

/** SQLite: a reader's snapshot beside the writers. PostgreSQL: a transaction that sees what was there when it began. */
async function inOneMoment<Result>(
  db: Database,
  read: (moment: Database) => Promise<Result>,
): Promise<Result> {
  if (!isSqlite(db)) return db.transaction(read, { isolationLevel: 'repeatable read', readOnly: true })
  await db.raw('BEGIN DEFERRED')
  try {
    return await read(db)
  } finally {
    await db.raw('COMMIT')
  }
}

const migrationsOf = async (db: Database): Promise<string[]> =>
  (await db('knex_migrations').orderBy('name').select<{ name: string }[]>('name')).map(({ name }) => name)

async function headOf(db: Database): Promise<Manifest['journal']> {
  let last = ''
  for await (const line of journalLines(db)) last = line
  return (JSON.parse(last) as { head: Manifest['journal'] }).head
}

async function copyFolder(from: string, to: string, name: string): Promise<Manifest['files'][number][]> {
  if (!existsSync(join(from, name))) return []
  const found = await readdir(join(from, name), { recursive: true, withFileTypes: true })
  const files: Manifest['files'][number][] = []
  for (const file of found.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))) {
    const source = join(file.parentPath, file.name)
    const path = relative(from, source)
    const target = join(to, path)
    if (!(await isThere(target, source))) {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await copyFile(source, target)
      await chmod(target, 0o600)
    }
    files.push({ path, sha256: await hashOf(target) })
  }
  return files.toSorted((one, other) => one.path.localeCompare(other.path))
}

/** A file of the vault never changes under its name; a key may have been rotated. */
const isThere = async (target: string, source: string): Promise<boolean> =>
  existsSync(target) && target.includes('vault') && (await stat(target)).size === (await stat(source)).size

async function hashOf(place: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(place)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
