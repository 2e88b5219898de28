/** Writes the whole journal for proof elsewhere: `npm run export-journal -- FILE.jsonl`. Reads only. */
import { writeFileSync, appendFileSync } from 'node:fs'
import { journalLines } from '../server/claims/export.ts'
import { readSettings } from '../server/config.ts'
import { openDatabase } from '../server/database.ts'

const [file] = process.argv.slice(2)
if (!file) {
  console.error('usage: npm run export-journal -- FILE.jsonl')
  process.exit(2)
}
const db = openDatabase(readSettings(process.env).databaseUrl)
writeFileSync(file, '')
for await (const line of journalLines(db)) appendFileSync(file, `${line}\n`)
await db.destroy()
