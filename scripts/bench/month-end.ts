/**
 * A month's invoices drawn at once, `MONTH` of them (200 where none is set): how fast, in how much memory, and whether a
 * run that was killed half-way goes on and leaves every file there once.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readSettings } from '../../server/config.ts'
import { closeContext, openContext } from '../../server/context.ts'
import { inTransaction } from '../../server/database.ts'
import { orderDocument } from '../../server/documents/store.ts'
import { prepare } from '../../server/prepare.ts'
import { everyTreatment } from '../samples/sales.ts'
import type { Figure } from './figure.ts'

const month = Number(process.env['MONTH'] ?? 200)

type Run = { readonly drawn: number; readonly seconds: number; readonly megabytes: readonly number[] }

export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  try {
    const env = { ...process.env, DATA_DIR: folder, LOG_LEVEL: 'error' }
    const context = openContext(readSettings({ DATA_DIR: folder, LOG_LEVEL: 'error' }))
    await prepare(context)
    await orderMonth(context)
    // Killed after a fifth, so that the run that is looked at is the long one.
    await drawn(env, Math.floor((month * 2) / 5))
    const rest = await drawn(env)
    const left = await context.db('documents').whereNull('sha256').count({ count: '*' }).first()
    await closeContext(context)
    // What is remembered of words and settings is full by then (documents/fonts.ts).
    const first = rest.megabytes[Math.floor(rest.megabytes.length / 5)] ?? 0
    return [
      {
        name: 'documents left after a kill and a second run',
        value: Number(left?.['count']),
        unit: '',
        atMost: 0,
      },
      { name: 'invoices drawn, PDF and UBL', value: rest.drawn / 2 / rest.seconds, unit: 'a second' },
      {
        name: 'memory at the end, beside a fifth of the run',
        value: rest.megabytes.at(-1) ?? 0,
        unit: 'MB',
        baseline: first,
        ratioAtMost: 1.3,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Two files for each invoice, as an acceptance orders them. */
const orderMonth = ({ db, clock }: Pick<ReturnType<typeof openContext>, 'db' | 'clock'>): Promise<void> =>
  inTransaction(db, async (trx) => {
    for (let n = 1; n <= month; n += 1) {
      const number = `TI-SB-2026-${String(n).padStart(6, '0')}`
      const facts = { number, type: '389', issuedOn: '2026-11-30', content: everyTreatment.mixed } as const
      const shared = { claimReference: `TI-${n}`, locale: 'da', facts } as const
      const pdf = { kind: 'invoice', name: `${number}.pdf`, mediaType: 'application/pdf' }
      const xml = { kind: 'invoice-ubl', name: `${number}.xml`, mediaType: 'application/xml' }
      for (const file of [pdf, xml]) await orderDocument(trx, clock, { ...shared, ...file })
    }
  })

/** Runs the month's end; killed without warning once `killAt` documents are drawn. */
async function drawn(env: NodeJS.ProcessEnv, killAt = Infinity): Promise<Run> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/month-end.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const megabytes: number[] = []
  let count = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [, documents = '0', held = '0'] = /^(\d+) of \d+ documents drawn, (\d+) MB$/.exec(line) ?? []
    count = Number(documents)
    megabytes.push(Number(held))
    if (count >= killAt) child.kill('SIGKILL')
  }
  await closed
  return { drawn: count, seconds: (performance.now() - begun) / 1000, megabytes }
}
