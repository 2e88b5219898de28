import fc from 'fast-check'
import { debtsSince, oweDebts, quietOffice } from '../../scripts/walk/debts.ts'
import { drawnStep, holdTrue } from '../../scripts/walk/money.ts'
import { openTestDatabase } from '../database.ts'

const claims = 3

/** 5,000 of them take hours: by hand. */
const sequences = Number(process.env['SEQUENCES'] ?? 4)
const number = fc.nat({ max: 999_999 })
const draw = fc.record({ act: number, claim: number, who: number, serial: number, fault: number })

test(
  'whatever people and banks do, in whatever order: never two payments for a unit, and the ledger balances (R97, O5)',
  async () => {
    const made = new Set<string>()
    const property = fc.asyncProperty(fc.array(draw, { minLength: 20, maxLength: 60 }), async (draws) => {
      const db = await openTestDatabase()
      try {
        await oweDebts(db, claims)
        // A month after the debts were made: accounts of the application are long settled.
        let now = debtsSince.add({ hours: 24 * 20 })
        const office = quietOffice(db, { now: () => now })
        for (const one of draws) {
          now = now.add({ hours: 5 })
          made.add(await drawnStep(office, claims, one))
          await holdTrue(office, claims)
        }
      } finally {
        await db.destroy()
      }
    })
    await fc.assert(property, { numRuns: sequences, seed: 8 })
    // The sequences are of use only when they get as far as paying, returning and paying again.
    const needed = ['create-run', 'approve-run', 'export-run', 'take-bank-answer', 'credit']
    expect([...made]).toEqual(expect.arrayContaining(needed.map((move) => `${move} done`)))
  },
  sequences * 10_000,
)
