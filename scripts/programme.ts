/**
 * Programme files at the command line: `npm run programme -- lint|show|diff|import FILE`.
 *   lint FILE…       every mistake with its line; exits 1 when there is one
 *   show FILE|ID     what the edition says: dates, values, caps, clocks, and its content hash
 *   diff FILE OTHER  what changed, setting by setting; OTHER may be left out: then the edition that is current
 *   import FILE…     loads editions into the database; claims that run keep theirs (R98)
 *   schema           writes templates/programmes/programme.schema.json for editors
 */
import { Temporal } from 'temporal-polyfill'
import { readSettings } from '../server/config.ts'
import { openDatabase } from '../server/database.ts'
import { runCommand } from './programme/commands.ts'

const desk = {
  open: async () => {
    const db = openDatabase(readSettings(process.env).databaseUrl)
    await db.migrate.latest()
    return db
  },
  clock: { now: () => Temporal.Now.instant() },
  say: (lines: string, how?: 'mistaken') => (how ? console.error : console.log)(lines),
}
process.exitCode = await runCommand(desk, process.argv.slice(2))
