/** An audit as rows and moves: judged once, kept with its photos, and looked at again only by other eyes. */
import { foundAs } from '../../scripts/walk/people.ts'
import type { Finding } from '../../server/audit/finding.ts'
import { inspect, type Inspection } from '../../server/audit/inspection.ts'
import { drawWith, isDrawn } from '../../server/audit/fairness.ts'
import { auditsOf, decidedAudits } from '../../server/audit/store.ts'
import { waitingFor } from '../../server/audit/waiting-view.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { answerOffer } from '../../server/claims/offer-answering.ts'
import { offersOf } from '../../server/claims/offer-store.ts'
import { claimOf, claimsToInspect } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { documentsOf } from '../../server/documents/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { receiveScan } from '../../server/shipping/receiving.ts'
import { createAccount } from '../../server/staff/store.ts'
import { openDesk, photographed, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'
import { programme } from '../programmes/samples.ts'

const staff = (id: number) => ({ kind: 'staff', id, roles: ['auditor'] }) as const

/** The first seed that chance would ask a second look for. */
const drawn =
  Array.from({ length: 1000 }, (_, seed) => String(seed)).find((seed) => isDrawn(drawWith(seed, 5))) ?? ''

let desk: TestDesk
let claim: Claim
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  for (const name of ['first', 'second', 'third'])
    await createAccount(desk, {
      name,
      email: `${name}@backhaul.example`,
      roles: ['auditor'],
      passwordHash: '-',
    })
  const by = staff(1)
  const { reference } = await submit(desk, await prepared(desk, '1'), { kind: 'visitor' })
  await advance(desk, reference, { kind: 'approve', by })
  await receiveScan({ ...desk, tokenKeys: new Map() }, { scanned: reference, condition: 'sound', by })
  claim = await claimOf(desk.db, reference)
})
afterEach(() => desk.db.destroy())

const tower = { serial: 'CZC1', category: 'tower', condition: 'working-good' }
const matching = foundAs(tower, programme())
const worn: Finding = { ...matching, grade: 'c' }

const audits = (finding: Finding, changes: Partial<Inspection> = {}) =>
  inspect(desk, { reference: claim.reference, unit: 1, finding, photos: [], by: staff(1), ...changes })

const refusedAs = (code: string) => expect.objectContaining({ faults: [expect.objectContaining({ code })] })

const kept = async () => (await auditsOf(desk.db, [claim.units[0]?.id ?? 0])).length

test('a match is kept, decides the unit and takes it off the bench', async () => {
  expect(await claimsToInspect(desk.db, 10)).toHaveLength(1)
  const { verdict, claim: after } = await audits(matching)
  expect([verdict, after.units[0]?.offer]).toEqual(['match', 'accepted'])
  expect(await claimsToInspect(desk.db, 10)).toEqual([])
  expect(await auditsOf(desk.db, [after.units[0]?.id ?? 0])).toMatchObject([
    { no: 1, auditorId: 1, finding: matching, verdict: 'match', reasons: [], photos: [] },
  ])
})

test('a difference is shown by two photos, and not by one of them twice (R43)', async () => {
  const [one, other] = [await photographed(desk), await photographed(desk)]
  for (const photos of [[one], [one, one]])
    await expect(audits(worn, { photos })).rejects.toEqual(refusedAs('photos-missing'))
  const [whole, label] = [
    await photographed(desk, 'audit-overview'),
    await photographed(desk, 'audit-serial'),
  ]
  await expect(audits(worn, { photos: [whole, label] })).rejects.toEqual(refusedAs('no-audit-damage-photo'))
  expect(await kept()).toBe(0)
  const { reasons, claim: after } = await audits(worn, { photos: [one, other] })
  expect(reasons).toEqual(['condition-differs'])
  expect(await offersOf(desk.db, after.units[0]?.id ?? 0)).toMatchObject([
    { no: 1, amountMinor: 150_000, row: 'tower-good' },
    { no: 2, amountMinor: 110_000, row: 'tower-worn', reasons: ['condition-differs'] },
  ])
  expect((await mailsAbout(desk.db, claim.reference)).at(-1)).toMatchObject({
    name: 'offer-changed',
    facts: { before: { amountMinor: 150_000 }, now: { amountMinor: 110_000 }, answerBy: '2019-04-15' },
  })
})

test('a photo that was never sent in leaves no audit behind', async () => {
  const photos = [await photographed(desk), 'nobody-sent-this']
  await expect(audits(worn, { photos })).rejects.toMatchObject({
    faults: [{ code: 'evidence-unknown', path: '/photos/1' }],
  })
  expect([await kept(), (await claimOf(desk.db, claim.reference)).units[0]?.audit]).toEqual([0, 'pending'])
})

/** Few in the suite; a thousand by hand: AUDITS_AT_ONCE=1000. */
const timesAtOnce = Number(process.env['AUDITS_AT_ONCE'] ?? 3)

test(`two auditors at the same device at once, ${timesAtOnce} times: one is first, the other learns who and when`, async () => {
  let [won, told] = [0, 0]
  for (let time = 1; time <= timesAtOnce; time += 1) {
    await desk.db('audits').delete()
    await desk
      .db('units')
      .update({ audit: 'pending', offer: 'proposed', settlement: 'none', custody: 'at-centre' })
    await desk.db('claims').update({ state: 'approved', proposal_version: 0 })
    await desk.db('proposals').delete()
    const outcomes = await Promise.allSettled([audits(matching), audits(matching, { by: staff(2) })])
    const refused = outcomes
      .filter((outcome) => outcome.status === 'rejected')
      .map(({ reason }) => reason as unknown)
    won += outcomes.length - refused.length
    const [{ auditorId } = { auditorId: 0 }] = await auditsOf(desk.db, [claim.units[0]?.id ?? 0])
    const facts = { by: auditorId === 1 ? 'first' : 'second', at: '2019-04-01 10:00' }
    expect(refused).toMatchObject([{ faults: [{ code: 'already-inspected', facts }] }])
    told += refused.length
    expect(await kept()).toBe(1)
  }
  expect([won, told]).toEqual([timesAtOnce, timesAtOnce])
}, 600_000)

test('what is disputed is looked at again by somebody else, and the first audit stays (R42)', async () => {
  const photos = [await photographed(desk), await photographed(desk)]
  await audits(worn, { photos })
  await expect(audits(matching, { by: staff(2) })).rejects.toEqual(refusedAs('already-inspected'))
  const participant = { kind: 'participant', reference: claim.reference } as const
  const { reference } = claim
  const words = 'The lid was whole.\nSee my photos.'
  const dispute = {
    reference,
    unit: 1,
    offerNo: 2,
    answer: 'dispute',
    words,
    by: participant,
    from: '',
  } as const
  for (let time = 0; time < 2; time += 1) await answerOffer(desk, dispute)
  // Whoever hears the appeal has what was said on paper too; the same appeal sent twice is one.
  const packs = (await documentsOf(desk.db, reference)).filter(({ kind }) => kind === 'audit-evidence')
  expect(packs.map(({ name }) => name)).toEqual([
    `audit-${reference}-1-1.pdf`,
    `audit-${reference}-1-1-appeal.pdf`,
  ])
  expect(packs[0]?.facts).not.toHaveProperty('appeal')
  expect(packs[1]?.facts).toMatchObject({ appeal: { words } })
  await expect(audits(matching)).rejects.toEqual(refusedAs('same-auditor'))
  const { claim: after } = await audits(matching, { by: staff(2) })
  expect(after.units[0]).toMatchObject({ offer: 'accepted', offered: { no: 3, amountMinor: 150_000 } })
  expect(
    (await auditsOf(desk.db, [after.units[0]?.id ?? 0])).map(({ no, verdict }) => `${no} ${verdict}`),
  ).toEqual(['1 condition-differs', '2 match'])
})

/** What waits for this auditor: the turn by which a look is recorded; undefined when nothing does. */
const turnFor = async (id: number): Promise<string | undefined> =>
  (await waitingFor(desk.db, id, 10)).find(({ unit }) => unit.position === 1)?.turn

describe('a look that chance has drawn (R43)', () => {
  beforeEach(() => {
    desk = { ...desk, seed: () => drawn }
  })

  test('decides nothing, tells nobody, and waits for other eyes', async () => {
    const { standing, claim: after } = await audits(matching)
    expect([standing, after.units[0]?.audit, after.units[0]?.offer]).toEqual([
      'held-sample',
      'pending',
      'proposed',
    ])
    expect(await turnFor(1)).toBeUndefined()
    const turn = await turnFor(2)
    await expect(audits(matching, { turn })).rejects.toEqual(refusedAs('same-auditor'))
    await expect(audits(matching, { by: staff(2) })).rejects.toEqual(refusedAs('already-inspected'))
    expect(decidedAudits(await auditsOf(desk.db, [after.units[0]?.id ?? 0]))).toEqual([])
    const second = await audits(matching, { by: staff(2), turn })
    expect([second.standing, second.claim.units[0]?.audit]).toEqual(['concluded', 'match'])
    const told = (await entriesOf(desk.db, claim.reference)).filter(({ kind }) => /looked|found/.test(kind))
    expect(told.map(({ kind }) => kind)).toEqual(['looked-at', 'found-match'])
    expect(told[0]?.facts).toEqual({ audit: 1, held: 'sample', draw: drawWith(drawn, 5) })
  })

  test('goes to a third when two disagree, and the third decides', async () => {
    await audits(matching)
    const photos = [await photographed(desk), await photographed(desk)]
    const second = await audits(worn, { by: staff(2), turn: await turnFor(2), photos })
    expect([second.standing, second.claim.units[0]?.audit]).toEqual(['held-disagreement', 'pending'])
    expect([await turnFor(1), await turnFor(2)]).toEqual([undefined, undefined])
    const third = await audits(matching, { by: staff(3), turn: await turnFor(3) })
    expect([third.standing, third.claim.units[0]?.audit]).toEqual(['concluded', 'match'])
  })
})

test('a refusal is looked at twice whatever chance says, and a hazard is set apart meanwhile (R8, R43)', async () => {
  const photos = [await photographed(desk, 'audit-hazard'), await photographed(desk, 'audit-overview')]
  const swollen: Finding = { ...matching, hazards: ['swollen-battery'] }
  const first = await audits(swollen, { photos })
  expect([first.standing, first.claim.units[0]?.custody]).toEqual(['held-refusal', 'isolated'])
  const again = [await photographed(desk, 'audit-hazard'), await photographed(desk, 'audit-overview')]
  const second = await audits(swollen, { by: staff(2), turn: await turnFor(2), photos: again })
  expect(second.claim.units[0]).toMatchObject({
    audit: 'hazard',
    custody: 'isolated',
    offered: { amountMinor: 0 },
  })
})

test('a device that came after its claim was void is recorded, and nothing is ever owed for it (R22, R97)', async () => {
  await desk.db('claims').where({ reference: claim.reference }).update({ state: 'void' })
  const { standing, claim: after } = await audits(matching)
  expect([standing, after.units[0]?.audit, after.units[0]?.settlement]).toEqual(['recorded', 'match', 'none'])
  expect((await entriesOf(desk.db, claim.reference)).at(-1)).toMatchObject({ kind: 'found-after-end' })
  expect(await turnFor(2)).toBeUndefined()
})
