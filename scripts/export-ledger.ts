/** Writes the books as tables: `npm run export-ledger -- --out DIR` (docs/ledger.md). Reads only. */
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { readSettings } from '../server/config.ts'
import { openDatabase } from '../server/database.ts'
import { bookLines, bookNames } from '../server/desks/ledger-view.ts'

const { values } = parseArgs({ options: { out: { type: 'string' } } })
if (!values.out) {
  console.error('usage: npm run export-ledger -- --out DIR')
  process.exit(2)
}
mkdirSync(values.out, { recursive: true })
const db = openDatabase(readSettings(process.env).databaseUrl)
for (const name of bookNames)
  await pipeline(Readable.from(bookLines(db, name)), createWriteStream(join(values.out, `${name}.csv`)))
await db.destroy()
console.log(`${bookNames.map((name) => `${name}.csv`).join(', ')} are in ${values.out}`)
