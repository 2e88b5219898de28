/**
 * Any order of accepting, disputing, crediting, proposing anew, paying and returning (invoicing, section 6): what was
 * issued less what was credited is what was paid, less what came back, and what is still owed, less what is owed to us.
 */
import fc from 'fast-check'
import { composed, tower } from '../../scripts/samples/sales.ts'
import { Refusal } from '../../server/base/refusal.ts'
import type { ProposalContent } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar, usedUp } from '../../server/billing/correction.ts'
import type { Claim } from '../../server/claims/claim.ts'
import type { ClaimEvent, Move } from '../../server/claims/moves.ts'
import { claimOf, decided, reviewer as by, stages } from '../claims/samples.ts'
import { day } from '../programmes/samples.ts'

type Issued = {
  number: string
  content: ProposalContent
  credits: ProposalContent[]
  owed: number
  paid: number
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** A house of one claim, with the books beside it as payments keep them: by document, never by unit. */
const openHouse = () => {
  let claim: Claim = claimOf({ state: 'approved', proposalVersion: 1 }, [stages.proposed, stages.proposed])
  const issued: Issued[] = []
  const books = { returned: 0, owedToUs: 0, creditNotes: 0 }
  const make = (move: Move): readonly ClaimEvent[] => {
    const { next, events } = decided(claim, move)
    claim = next
    return events
  }

  const accept = (): void => {
    make({ kind: 'accept-proposal', by, version: claim.proposalVersion, contentHash: 'a'.repeat(64) })
    const sold = claim.units.filter(({ settlement }) => settlement === 'accepted')
    if (sold.length === 0) return
    const number = `SB-${issued.length + 1}`
    make({ kind: 'finalise', by, invoice: number })
    const content = composed({
      units: sold.map(({ id, offered }) => ({ ...tower, id, awardMinor: offered?.amountMinor ?? 0 })),
    })
    issued.push({ number, content, credits: [], owed: content.totals.payableMinor, paid: 0 })
  }

  const credit = (one: Issued, line: number, part: number | undefined): void => {
    const before = creditedSoFar(one.credits.map((content) => ({ content })))
    const content = composeCredit(one.content, [{ no: line, awardMinor: part }], before)
    const gone = usedUp(
      one.content,
      creditedSoFar([...one.credits, content].map((each) => ({ content: each }))),
    )
    const units = claim.units
      .filter(({ id, invoice }) => gone.includes(id) && invoice === one.number)
      .map(({ position }) => position)
    const amountMinor = content.totals.payableMinor
    const number = `CN-${books.creditNotes + 1}`
    const [told] = make({ kind: 'credit', by, invoice: one.number, credit: number, amountMinor, units })
    books.creditNotes += 1
    one.credits.push(content)
    // The journal and the books must say the same: whether it was paid by then.
    expect(told?.facts['was']).toBe(one.paid > 0 ? 'paid' : 'owed')
    if (one.paid > 0) books.owedToUs += amountMinor
    else one.owed -= amountMinor
  }

  const pay = (one: Issued): void => {
    const { number: payable, owed: amountMinor } = one
    if (amountMinor === 0 || one.paid > 0) return
    make({ kind: 'queue', by, run: 1, payable })
    make({ kind: 'pay', by, run: 1, payable, amountMinor, paidOn: day('2026-03-16') })
    one.paid = amountMinor
    one.owed = 0
  }

  const giveBack = (one: Issued): void => {
    const { number: payable, paid: amountMinor } = one
    if (amountMinor === 0) return
    make({ kind: 'return', by, run: 1, payable, amountMinor, code: 'AC04', side: 'account' })
    one.owed = amountMinor
    one.paid = 0
  }

  const balances = (): void => {
    const bought = sum(issued.map(({ content }) => content.totals.payableMinor))
    const credited = sum(issued.flatMap(({ credits }) => credits.map(({ totals }) => totals.payableMinor)))
    const paid = sum(issued.map((one) => one.paid))
    const owed = sum(issued.map((one) => one.owed))
    expect(bought - credited).toBe(paid + owed - books.owedToUs)
    expect(issued.every((one) => one.owed >= 0)).toBe(true)
    // Whatever a unit is owed by stands in one document only.
    const last = new Set(issued.map(({ number }) => number))
    expect(claim.units.every(({ invoice }) => invoice === undefined || last.has(invoice))).toBe(true)
  }
  return {
    issued,
    balances,
    acts: [
      accept,
      () => make({ kind: 'refuse-proposal', by, version: claim.proposalVersion, lines: [1] }),
      () => make({ kind: 'propose-again', by }),
      (one?: Issued, line = 1, part?: number) => one && credit(one, line, part),
      (one?: Issued) => one && pay(one),
      (one?: Issued) => one && giveBack(one),
    ] as const,
  }
}

const draw = fc.record({
  act: fc.nat(5),
  one: fc.nat(9),
  line: fc.integer({ min: 1, max: 2 }),
  part: fc.option(fc.integer({ min: 1, max: 160_000 }), { nil: undefined }),
})

test('holds after every step of any sequence, and the sequences get as far as a second document', () => {
  const most = { issued: 0, credited: 0 }
  fc.assert(
    fc.property(fc.array(draw, { minLength: 5, maxLength: 40 }), (draws) => {
      const house = openHouse()
      for (const { act, one, line, part } of draws) {
        try {
          house.acts[act]?.(house.issued[one % Math.max(1, house.issued.length)], line, part)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        house.balances()
      }
      most.issued = Math.max(most.issued, house.issued.length)
      most.credited = Math.max(most.credited, ...house.issued.map(({ credits }) => credits.length))
    }),
    { numRuns: Number(process.env['SEQUENCES'] ?? 300), seed: 6 },
  )
  expect(most.issued).toBeGreaterThan(1)
  expect(most.credited).toBeGreaterThan(1)
})
