import { Temporal } from 'temporal-polyfill'
import type { ProposalContent } from '../../server/billing/content.ts'
import { composeCredit, creditedSoFar } from '../../server/billing/correction.ts'
import {
  continuity,
  creditNotesOf,
  documentsOfInvoice,
  invoiceOf,
  invoicesOfClaim,
  issueCreditNote,
  issueInvoice,
  nameDocument,
} from '../../server/billing/invoice-store.ts'
import {
  acceptProposalVersion,
  currentProposal,
  disputeProposalVersion,
  proposalsIn,
  saveProposal,
  type Answer,
  type Proposal,
} from '../../server/billing/proposal-store.ts'
import { inTransaction, openDatabase, type Database } from '../../server/database.ts'
import { makeTestDatabase, openTestDatabase, testHouseKeys } from '../database.ts'
import { composed, laptop, tower } from '../../scripts/samples/sales.ts'

const at = Temporal.Instant.from('2026-11-20T09:00:00Z')
const on = Temporal.PlainDate.from('2026-11-20')
const series = { issuer: 'DK10150817', prefix: 'SB-DK' }
const credits = { issuer: 'DK10150817', prefix: 'SBK-DK' }

let db: Database
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.destroy())

const save = (content: ProposalContent): Promise<Proposal> =>
  inTransaction(db, (trx) => saveProposal(trx, content, at))

const answerTo = ({ content, sha256 }: Proposal): Answer => ({
  reference: content.reference,
  version: content.version,
  sha256,
  by: { kind: 'participant', reference: content.reference },
  from: '192.0.2.7',
  at,
})

const accept = (proposal: Proposal): Promise<Proposal> =>
  inTransaction(db, (trx) => acceptProposalVersion(trx, answerTo(proposal)))

const issue = (proposal: Proposal) =>
  inTransaction(db, (trx) => issueInvoice(trx, { proposal, series, on, at }))

const refusedAs = (kind: string, code: string) =>
  expect.objectContaining({ kind, faults: [expect.objectContaining({ code })] }) as Error

test('an acceptance says who, when and from where; twice is once (A3)', async () => {
  const proposal = await save(composed())
  const accepted = await accept(proposal)
  expect(accepted).toMatchObject({
    state: 'accepted',
    answer: { by: 'participant:TI-7K3M-92QF', from: '192.0.2.7' },
  })
  const later = { ...answerTo(proposal), at: at.add({ hours: 1 }) }
  expect(await inTransaction(db, (trx) => acceptProposalVersion(trx, later))).toEqual(accepted)
})

test('an outdated version, or another text, cannot be accepted (A3)', async () => {
  const first = await save(composed())
  const second = await save(composed({ version: 2, units: [laptop] }))
  await expect(accept(first)).rejects.toThrow(refusedAs('conflict', 'outdated-proposal'))
  await expect(accept({ ...second, sha256: first.sha256 })).rejects.toThrow(
    refusedAs('conflict', 'outdated-proposal'),
  )
  await accept(second)
  expect((await currentProposal(db, 'TI-7K3M-92QF'))?.state).toBe('accepted')
})

test('a dispute names its lines and stops acceptance until there is a new version (A4)', async () => {
  const proposal = await save(composed())
  const dispute = (lines: number[]) =>
    inTransaction(db, (trx) =>
      disputeProposalVersion(trx, answerTo(proposal), { lines, reason: 'It is a tower.' }),
    )
  await expect(dispute([2])).rejects.toThrow(refusedAs('invalid', 'no-such-line'))
  expect(await dispute([1])).toMatchObject({
    state: 'disputed',
    dispute: { lines: [1], reason: 'It is a tower.' },
  })
  await expect(accept(proposal)).rejects.toThrow(refusedAs('conflict', 'proposal-disputed'))
  expect(await proposalsIn(db, 'disputed', 10)).toHaveLength(1)
  await accept(await save(composed({ version: 2 })))
})

test('only an accepted proposal is issued, and only once', async () => {
  const proposal = await save(composed())
  await expect(issue(proposal)).rejects.toThrow(refusedAs('conflict', 'proposal-not-accepted'))
  await accept(proposal)
  const issued = await Promise.all([issue(proposal), issue(proposal), issue(proposal)])
  expect(new Set(issued.map(({ number }) => number))).toEqual(new Set(['SB-DK-2026-000001']))
  expect(await invoicesOfClaim(db, 'TI-7K3M-92QF')).toHaveLength(1)
  expect(issued[0]?.content).toEqual(proposal.content)
})

test('a credit note names its invoice, has its own series, and never takes more than a line (N5)', async () => {
  const proposal = await save(composed({ units: [tower, laptop] }))
  await accept(proposal)
  const original = await issue(proposal)
  const content = composeCredit(original.content, [{ no: 2 }], creditedSoFar([]))
  const credit = () =>
    inTransaction(db, (trx) =>
      issueCreditNote(trx, {
        original,
        content,
        reason: 'Found to be another model.',
        series: credits,
        on,
        at,
      }),
    )
  const outcomes = await Promise.allSettled([credit(), credit()])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await creditNotesOf(db, original.id)).toMatchObject([
    {
      number: 'SBK-DK-2026-000001',
      type: '261',
      corrects: { number: 'SB-DK-2026-000001', issuedOn: '2026-11-20' },
    },
  ])
})

test('an issued document is final: the database refuses to change or delete it (N5)', async () => {
  const proposal = await save(composed())
  await accept(proposal)
  const { id } = await issue(proposal)
  await expect(db('invoices').where({ id }).update({ payable_minor: 1 })).rejects.toThrow('final')
  await expect(db('invoices').where({ id }).delete()).rejects.toThrow('final')
  await inTransaction(db, (trx) => nameDocument(trx, id, 'pdf', 77))
  expect(await documentsOfInvoice(db, id)).toEqual({ pdf: 77 })
})

test('200 parallel issues on two connections with 15 % rollbacks leave 1..n without gap or duplicate (N3)', async () => {
  const { url, remove } = await makeTestDatabase()
  const connections = [openDatabase(url, testHouseKeys), openDatabase(url, testHouseKeys)] as const
  const [first] = connections
  const proposals = await inTransaction(first, async (trx) => {
    const saved: Proposal[] = []
    for (let n = 0; n < 200; n += 1) {
      const proposal = await saveProposal(trx, composed({ reference: `TI-${n}` }), at)
      saved.push(await acceptProposalVersion(trx, answerTo(proposal)))
    }
    return saved
  })
  const work = proposals.map((proposal, n) =>
    inTransaction(connections[n % 2 === 0 ? 0 : 1], async (trx) => {
      const { number } = await issueInvoice(trx, { proposal, series, on, at })
      if (n % 20 < 3) throw new Error('rolled back on purpose')
      return number
    }),
  )
  const issued = (await Promise.allSettled(work)).filter(({ status }) => status === 'fulfilled')
  expect(issued).toHaveLength(170)
  expect(await continuity(first)).toEqual([
    { issuer: 'DK10150817', series: 'SB-DK-2026', first: 1, last: 170, count: 170 },
  ])
  await expect(invoiceOf(first, 'SB-DK-2026-000171')).rejects.toThrow(
    refusedAs('not-found', 'invoice-unknown'),
  )
  await Promise.all(connections.map((connection) => connection.destroy()))
  await remove()
}, 60_000)
