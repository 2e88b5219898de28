/** `tsx hammer.ts FILE TIMES`: draws numbers as fast as it can and writes one row for each; prints how often it was turned away. */
import { inTransaction, nextNumber, openDatabase } from '../../server/database.ts'

const [url = '', times = '0'] = process.argv.slice(2)
const db = openDatabase(url)
let busy = 0
for (let turn = 0; turn < Number(times); turn += 1) {
  try {
    await inTransaction(db, async (trx) => {
      // A deferred transaction would fail here: it reads first, and by its first write the other process has written.
      await trx('counters').count()
      const drawn = await nextNumber(trx, 'hammer')
      await trx('counters').insert({ series: `drawn ${drawn}`, last: process.pid })
    })
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('SQLITE_BUSY'))) throw error
    busy += 1
  }
}
await db.destroy()
process.stdout.write(String(busy))
