/** An audit as rows and moves: judged once, kept with its photos, and looked at again only by other eyes. */
import type { Finding } from '../../server/audit/finding.ts'
import { inspect, type Inspection } from '../../server/audit/inspection.ts'
import { auditsOf } from '../../server/audit/store.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { claimOf, claimsToInspect, offersOf } from '../../server/claims/store.ts'
import { submit } from '../../server/claims/submission.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { receiveScan } from '../../server/shipping/receiving.ts'
import { createAccount } from '../../server/staff/store.ts'
import { openDesk, photographed, prepared, type TestDesk } from '../claims/desk.ts'
import { openTestDatabase } from '../database.ts'

const staff = (id: number) => ({ kind: 'staff', id, roles: ['auditor'] }) as const

let desk: TestDesk
let claim: Claim
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
  for (const name of ['first', 'second'])
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

const matching: Finding = {
  serial: 'CZC1',
  category: 'tower',
  condition: 'working-good',
  powersOn: 'yes',
  dataWiped: 'yes',
  accessories: ['power-cord'],
  hazards: [],
}
const worn: Finding = { ...matching, condition: 'working-worn' }

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
  for (const photos of [[], [one], [one, one]])
    await expect(audits(worn, { photos })).rejects.toEqual(refusedAs('photos-missing'))
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

test('two auditors at the same device at once: one is first', async () => {
  const outcomes = await Promise.allSettled([audits(matching), audits(matching, { by: staff(2) })])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.find((outcome) => outcome.status === 'rejected')
  expect(refused?.reason).toEqual(refusedAs('already-inspected'))
  expect(await kept()).toBe(1)
})

test('what is disputed is looked at again by somebody else, and the first audit stays (R42)', async () => {
  const photos = [await photographed(desk), await photographed(desk)]
  await audits(worn, { photos })
  await expect(audits(matching, { by: staff(2) })).rejects.toEqual(refusedAs('already-inspected'))
  const participant = { kind: 'participant', reference: claim.reference } as const
  await advance(desk, claim.reference, {
    kind: 'answer',
    by: participant,
    unit: 1,
    offerNo: 2,
    answer: 'dispute',
  })
  await expect(audits(matching)).rejects.toEqual(refusedAs('same-auditor'))
  const { claim: after } = await audits(matching, { by: staff(2) })
  expect(after.units[0]).toMatchObject({ offer: 'accepted', offered: { no: 3, amountMinor: 150_000 } })
  expect(
    (await auditsOf(desk.db, [after.units[0]?.id ?? 0])).map(({ no, verdict }) => `${no} ${verdict}`),
  ).toEqual(['1 condition-differs', '2 match'])
})
