/**
 * The proof of a long journal: ENTRIES (1,000,000) in one file, proven by the program that knows nothing of the server, beside
 * hashing the same bytes once. Issue 9: at most 30 seconds.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { beginning, sealed } from '../../server/claims/journal.ts'
import type { Figure } from './figure.ts'

const entries = Number(process.env['ENTRIES'] ?? 1_000_000)

/** Writes the journal, proves it, and takes it away. */
export const measure = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-bench-'))
  const file = join(folder, 'journal.jsonl')
  try {
    await writeJournal(file)
    const proving = seconds(() =>
      execFileSync(process.execPath, ['--import', 'tsx', 'scripts/verify-journal.ts', file]),
    )
    const hashing = performance.now()
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
    const baseline = (performance.now() - hashing) / 1000
    return [{ name: `${entries} entries proven`, value: proving, unit: 's', baseline, atMost: 30 }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function seconds(work: () => unknown): number {
  const begun = performance.now()
  work()
  return (performance.now() - begun) / 1000
}

async function writeJournal(file: string): Promise<void> {
  const out = createWriteStream(file)
  let previous = beginning
  for (let no = 1; no <= entries; no += 1) {
    const entry = sealed({
      no,
      at: '2026-03-02T09:00:00.000Z',
      claim: `TI-7K3M-${String(no % 10_000).padStart(4, '0')}`,
      kind: 'paid',
      actor: 'system:worker',
      unit: 0,
      programme: 'a'.repeat(64),
      facts: { amountMinor: 150_000 + no, payable: `SB-${no}`, run: no % 500 },
      previous,
    })
    previous = entry.hash
    if (!out.write(`${JSON.stringify(entry)}\n`)) await once(out, 'drain')
  }
  out.end(`${JSON.stringify({ head: { no: entries, hash: previous } })}\n`)
  await once(out, 'close')
}
