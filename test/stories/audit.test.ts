/** Every verdict as its auditor and its participant live it, over HTTP: found, shown, offered, answered (R8, R17, R42-R44). */
import { expected } from '../../scripts/walk/caller.ts'
import { foundAs, takesPhoto, type DocumentView } from '../../scripts/walk/people.ts'
import type { Finding } from '../../server/audit/finding.ts'
import type { PhotoKind } from '../../server/audit/photos.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { sealOf } from '../../server/documents/sign.ts'
import { documentOf } from '../../server/documents/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

type Audited = { verdict: string; reasons: string[]; outcome: string; claim: ClaimView }

/** A claim whose devices have arrived. */
async function arrived(invoiceNumber: string, count: number) {
  const { desk, programme, appliesWell } = world.people
  const devices = Array.from({ length: count }, () => ({ weightGrams: 5000 }))
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber, devices })
  const { reference } = participant
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const found = (position: number, differences: Partial<Finding> = {}): Finding => {
    const device = units[position - 1]?.device
    if (!device) throw new Error(`no device ${position}`)
    return foundAs(device, programme, differences)
  }
  return { participant, reference, found }
}

const turnOf = async (by: World['people']['desk'], unit: number): Promise<string | undefined> =>
  expected<{ unit: number; turn: string }[]>(await by.get('/audits/waiting'), 200).find(
    (one) => one.unit === unit,
  )?.turn

test('each verdict is offered what its row says, with what was found and shown on paper (R16, R17, R43, R44)', async () => {
  const { desk, second } = world.people
  const { participant, reference, found } = await arrived('V-1', 5)
  let seed = 0
  const photos = (...kinds: PhotoKind[]): Promise<string[]> =>
    Promise.all(kinds.map((kind) => takesPhoto(desk, (seed += 1), kind)))
  const audit = async (unit: number, finding: Finding, shown: string[], turn?: string): Promise<Audited> =>
    expected<Audited>(
      await (turn ? second : desk).post(`/claims/${reference}/units/${unit}/audits`, {
        finding,
        photos: shown,
        ...(turn && { turn }),
      }),
      201,
    )
  const checks = (unit: number, failing: keyof Finding['checks']): Partial<Finding> => ({
    checks: { ...found(unit).checks, [failing]: 'no' },
  })

  expect(await audit(1, found(1), [])).toMatchObject({ verdict: 'match', outcome: 'decided' })
  await audit(2, found(2, { category: 'small-form-factor' }), await photos('audit-overview', 'audit-serial'))
  await audit(3, found(3, { grade: 'c' }), await photos('audit-damage', 'audit-overview'))
  await audit(4, found(4, { accessories: [] }), await photos('audit-contents', 'audit-overview'))

  // Nothing to pay: a second pair of eyes, which learns nothing of the first.
  const dead = found(5, checks(5, 'power-on'))
  const first = await audit(5, dead, await photos('audit-screen', 'audit-overview'))
  expect([first.verdict, first.outcome, first.claim.units[4]?.audit]).toEqual([
    'not-working',
    'waits',
    'pending',
  ])
  expect(expected(await second.get(`/claims/${reference}/units/5/audits`), 200)).toEqual([])
  expect(await turnOf(desk, 5)).toBeUndefined()
  const turn = await turnOf(second, 5)
  const sure = await audit(5, dead, await photos('audit-screen', 'audit-overview'), turn)
  expect(sure.outcome).toBe('decided')

  const claim = expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
  expect(claim.units.map(({ audit: state, offered }) => [state, offered?.amountMinor, offered?.row])).toEqual(
    [
      ['match', 150_000, 'tower-good'],
      ['category-differs', 120_000, 'small-good'],
      ['condition-differs', 110_000, 'tower-worn'],
      ['incomplete', 130_000, 'tower-good-incomplete'],
      ['not-working', 0, 'tower-not-working'],
    ],
  )

  await world.work()
  const mails = (await mailsAbout(world.context.db, reference)).filter(({ name }) => name === 'offer-changed')
  expect(mails.map(({ attachments }) => attachments.map(({ name }) => name))).toEqual(
    [2, 3, 4].map((unit) => [`audit-${reference}-${unit}-1.pdf`]).concat([[`audit-${reference}-5-2.pdf`]]),
  )
  const documents = expected<DocumentView[]>(await participant.get(`/claims/${reference}/documents`), 200)
  const papers = documents.filter(({ kind }) => kind === 'audit-evidence' || kind === 'erasure-certificate')
  expect(papers).toHaveLength(4 + 5)
  for (const { id } of [papers[0], papers.at(-1)].flatMap((paper) => paper ?? [])) {
    const { bytes } = await participant.get(`/claims/${reference}/documents/${id}`)
    expect(sealOf(bytes).state).toBe('sealed')
  }
})

test('another device and a hazard get nothing, by two looks; a hazard is never sent back (R8, R41, R44)', async () => {
  const { desk, second } = world.people
  const { reference, found } = await arrived('V-2', 2)
  const cases: [number, Partial<Finding>, PhotoKind, string][] = [
    [1, { serial: 'OTHER1' }, 'audit-serial', 'wrong-device'],
    [2, { hazards: ['swollen-battery'] }, 'audit-hazard', 'hazard'],
  ]
  for (const [unit, differences, kind, verdict] of cases) {
    const audits = `/claims/${reference}/units/${unit}/audits`
    const finding = found(unit, differences)
    const shown = async (by: typeof desk) => [
      await takesPhoto(by, unit, kind),
      await takesPhoto(by, unit + 9),
    ]
    expect((await desk.post(audits, { finding })).status).toBe(422)
    expected(await desk.post(audits, { finding, photos: await shown(desk) }), 201)
    const again = { finding, photos: await shown(second), turn: await turnOf(second, unit) }
    expect(expected(await second.post(audits, again), 201)).toMatchObject({ verdict, outcome: 'decided' })
  }
  const { units } = expected<ClaimView>(await desk.get(`/claims/${reference}`), 200)
  expect(units.map(({ custody, offered }) => [custody, offered?.amountMinor, offered?.rule])).toEqual([
    ['at-centre', 0, 'R44'],
    ['isolated', 0, 'R44'],
  ])
})

test('an offer nobody answers: two reminders, then word that it can still be answered, and the answer counts (R43)', async () => {
  const { desk } = world.people
  const { participant, reference, found } = await arrived('V-3', 1)
  const photos = [await takesPhoto(desk, 1, 'audit-damage'), await takesPhoto(desk, 2)]
  expected(
    await desk.post(`/claims/${reference}/units/1/audits`, { finding: found(1, { grade: 'c' }), photos }),
    201,
  )
  const told = async (day: string): Promise<string[]> => {
    world.setClock(day)
    await world.work()
    await world.work()
    const mails = await mailsAbout(world.context.db, reference)
    return mails.map(({ name }) => name).filter((name) => /reminder|expired/.test(name))
  }
  expect(await told('2026-03-08')).toEqual([])
  expect(await told('2026-03-09')).toEqual(['deadline-reminder'])
  expect(await told('2026-03-13')).toEqual(['deadline-reminder'])
  expect(await told('2026-03-14')).toEqual(['deadline-reminder', 'deadline-reminder'])
  expect(await told('2026-03-17')).toEqual(['deadline-reminder', 'deadline-reminder', 'offer-expired'])
  const late = { offer: 2, answer: 'accept' }
  expect(expected(await participant.post(`/claims/${reference}/units/1/answers`, late), 201)).toMatchObject({
    units: [{ offer: 'accepted', custody: 'kept', settlement: 'proposed' }],
  })
})

const csv = (serial: string): string => `Serial Number,Status,Method\n${serial},Erased,NIST 800-88 Purge\n`

test('a report of erasure is read, compared and quoted by the certificate; one of another device is not (R8)', async () => {
  const { desk } = world.people
  const { participant, reference, found } = await arrived('V-4', 1)
  const reports = `/claims/${reference}/units/1/erasure-reports`
  expect((await desk.post(reports, { name: 'a.txt', content: 'We wiped it.' })).status).toBe(422)
  expected(await desk.post(reports, { name: 'b.csv', content: csv('ELSE9') }), 201)
  const own = { name: 'c.csv', content: csv(found(1).serial.toLowerCase()) }
  expect(expected(await desk.post(reports, own), 201)).toMatchObject([
    { name: 'b.csv', match: 'serial-differs' },
    { name: 'c.csv', match: 'serial-matches', result: 'erased', method: 'NIST 800-88 Purge' },
  ])
  expect(expected<unknown[]>(await desk.post(reports, own), 201)).toHaveLength(2)
  expected(await desk.post(`/claims/${reference}/units/1/audits`, { finding: found(1) }), 201)
  const documents = expected<DocumentView[]>(await participant.get(`/claims/${reference}/documents`), 200)
  const [paper] = documents.filter(({ kind }) => kind === 'erasure-certificate')
  const { facts } = await documentOf(world.context.db, paper?.id ?? 0)
  expect(facts).toMatchObject({
    serial: found(1).serial,
    finding: 'no-data',
    stated: 'yes',
    report: { method: 'NIST 800-88 Purge', serials: [found(1).serial.toLowerCase()] },
  })
})
