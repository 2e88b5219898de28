/**
 * `tsx exporter.ts URL RUN before|after KEY`: exports a run, tells the hash of its file, and hangs there, before or after
 * what it did was committed. KEY is the house's, hexadecimal. Whoever started it ends it.
 */
import { Temporal } from 'temporal-polyfill'
import { sha256 } from '../../server/base/canonical.ts'
import { houseKeysFrom } from '../../server/base/sealing.ts'
import { inTransaction, openDatabase } from '../../server/database.ts'
import { exportRun } from '../../server/payments/moves-store.ts'

const [url = '', run = '', hangs = '', key = ''] = process.argv.slice(2)
const db = openDatabase(url, houseKeysFrom([{ id: 'h1', bytes: Buffer.from(key, 'hex') }], 'marking'))
const forEver = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3_600_000))

const hash = await inTransaction(db, async (trx) => {
  const { bytes } = await exportRun(trx, Number(run), {
    by: { kind: 'staff', id: 9, roles: ['finance'] },
    at: Temporal.Instant.from('2026-11-23T09:00:00Z'),
  })
  if (hangs === 'before') process.stdout.write(sha256(bytes))
  if (hangs === 'before') await forEver()
  return sha256(bytes)
})
process.stdout.write(hash)
await forEver()
