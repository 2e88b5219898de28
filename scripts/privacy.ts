/**
 * `npm run privacy -- export REFERENCE-or-E-MAIL FILE.zip`: all that is held on a participant. `erase REFERENCE-or-E-MAIL
 * --yes`: erases it for good; what bookkeeping law wants kept stays. `retention --dry-run`: what goes today because its period is over; `--yes`
 * lets it go, as the daily job does. May run while the server does. Exits 1 with the reason.
 */
import { writeFileSync } from 'node:fs'
import { readSettings } from '../server/config.ts'
import { Refusal } from '../server/base/refusal.ts'
import { closeContext, openContext } from '../server/context.ts'
import { inTransaction } from '../server/database.ts'
import { zipped } from '../server/documents/zip.ts'
import { erase } from '../server/privacy/erasing-store.ts'
import { expected, expireAll } from '../server/privacy/expiring.ts'
import { exportOf } from '../server/privacy/exporting.ts'
import { finishErasures } from '../server/privacy/finishing.ts'
import { subjectOf } from '../server/privacy/subject-store.ts'
import { faultText } from '../server/web/problem.ts'

process.umask(0o077)
const [act, named, then] = process.argv.slice(2)
const by = { kind: 'system', part: 'privacy' } as const
const isRight =
  (act === 'export' && named && then) ||
  (act === 'erase' && named && then === '--yes') ||
  (act === 'retention' && (named === '--dry-run' || named === '--yes'))

if (!isRight) {
  console.error(
    `usage: npm run privacy -- export REFERENCE-or-E-MAIL FILE.zip
       npm run privacy -- erase REFERENCE-or-E-MAIL --yes
       npm run privacy -- retention --dry-run | --yes`,
  )
  process.exit(2)
}
const context = openContext({ ...readSettings(process.env), drawingThreads: 0 })

async function giveOut(subject: string, file: string): Promise<void> {
  const archive = await exportOf(context, subject, by)
  writeFileSync(file, await zipped(archive), { mode: 0o600 })
  console.log(`${file}: ${archive.length} files.`)
}

async function eraseFor(subject: string): Promise<void> {
  const { references, booked } = await inTransaction(context.db, async (trx) =>
    erase(trx, context, await subjectOf(trx, subject), by),
  )
  await finishErasures(context)
  console.log(`Erased: ${references.join(', ')}.`)
  if (booked.length > 0) console.log(`Books are kept as the law wants it: ${booked.join(', ')}.`)
}

/** What would go today, claim by claim; a dry run erases nothing. */
async function tellRetention(): Promise<void> {
  const due = await expected(context)
  for (const { reference, kinds, isKept } of due)
    console.log(`${reference}  ${kinds.join(', ')}${isKept ? '  (held, or money is owed: stays)' : ''}`)
  console.log(`${due.filter(({ isKept }) => !isKept).length} claims would lose something today.`)
}

async function carryOut(): Promise<void> {
  const gone = await expireAll(context)
  await finishErasures(context)
  for (const { reference, kinds } of gone) console.log(`${reference}  ${kinds.join(', ')}`)
  console.log(`${gone.length} claims lost what was kept long enough.`)
}

try {
  if (act === 'export') await giveOut(named ?? '', then ?? '')
  else if (act === 'erase') await eraseFor(named ?? '')
  else if (named === '--yes') await carryOut()
  else await tellRetention()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  for (const fault of error.faults) console.error(faultText(fault, context.texts('en')))
  process.exitCode = 1
} finally {
  await closeContext(context)
}
