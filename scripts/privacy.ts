/**
 * `npm run privacy -- export REFERENCE-or-E-MAIL FILE.zip`: all that is held on a participant. `erase REFERENCE-or-E-MAIL
 * --yes`: erases it for good; what bookkeeping law wants kept stays. May run while the server does. Exits 1 with the reason.
 */
import { writeFileSync } from 'node:fs'
import { readSettings } from '../server/config.ts'
import { Refusal } from '../server/base/refusal.ts'
import { closeContext, openContext } from '../server/context.ts'
import { inTransaction } from '../server/database.ts'
import { zipped } from '../server/documents/zip.ts'
import { erase } from '../server/privacy/erasing-store.ts'
import { exportOf } from '../server/privacy/exporting.ts'
import { finishErasures } from '../server/privacy/finishing.ts'
import { subjectOf } from '../server/privacy/subject-store.ts'
import { faultText } from '../server/web/problem.ts'

const [act, named, then] = process.argv.slice(2)
const by = { kind: 'system', part: 'privacy' } as const

if (!named || !((act === 'export' && then) || (act === 'erase' && then === '--yes'))) {
  console.error(
    'usage: npm run privacy -- export REFERENCE-or-E-MAIL FILE.zip | erase REFERENCE-or-E-MAIL --yes',
  )
  process.exit(2)
}
const context = openContext({ ...readSettings(process.env), drawingThreads: 0 })
try {
  if (act === 'export') {
    const archive = await exportOf(context, named, by)
    writeFileSync(then, await zipped(archive), { mode: 0o600 })
    console.log(`${then}: ${archive.length} files.`)
  } else {
    const { references, booked } = await inTransaction(context.db, async (trx) =>
      erase(trx, context, await subjectOf(trx, named), by),
    )
    await finishErasures(context)
    console.log(`Erased: ${references.join(', ')}.`)
    if (booked.length > 0) console.log(`Books are kept as the law wants it: ${booked.join(', ')}.`)
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  for (const fault of error.faults) console.error(faultText(fault, context.texts('en')))
  process.exitCode = 1
} finally {
  await closeContext(context)
}
