/** Sending applications in: caps and serials under load, what is missing, and the edition that a claim keeps. */
import type { Actor } from '../../server/base/actor.ts'
import { Refusal } from '../../server/base/refusal.ts'
import { advance } from '../../server/claims/advance.ts'
import type { Claim } from '../../server/claims/claim.ts'
import { tracesOf } from '../../server/claims/decision-store.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimOf, claimsIn } from '../../server/claims/store.ts'
import { resubmit, submit } from '../../server/claims/submission.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import type { Application } from '../../server/programmes/application.ts'
import { currentProgramme, loadProgrammes, programmeVersion } from '../../server/programmes/store.ts'
import { openTestDatabase } from '../database.ts'
import { programmeText, units } from '../programmes/samples.ts'
import { openDesk, photographed, prepared, type TestDesk } from './desk.ts'

const visitor: Actor = { kind: 'visitor' }
const reviewer: Actor = { kind: 'staff', id: 1, roles: ['reviewer'] }

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk(await openTestDatabase(), '2019-04-01')
})
afterEach(() => desk.db.destroy())

/** The state of the claim that was made, or the codes with which it was refused. */
async function answered(work: Promise<Claim>): Promise<string> {
  try {
    const { state } = await work
    return state
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.faults.map(({ code }) => code).join()
  }
}

const counted = (answers: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}

const rowsIn = async (table: string): Promise<number> =>
  Number((await desk.db(table).count<{ count: number | string }[]>({ count: '*' }).first())?.count)

test('two hundred submissions at once of one participant never pass its cap (R15, R93)', async () => {
  const applications = await Promise.all(
    Array.from({ length: 200 }, (_, number) => prepared(desk, `7${String(number).padStart(4, '0')}`)),
  )
  const answers = await Promise.all(applications.map((one) => answered(submit(desk, one, visitor))))
  expect(counted(answers)).toEqual({ submitted: 5, 'cap-exceeded': 195 })
  // Two mails each: it has arrived, and the programme's copy of the agreement.
  expect([await rowsIn('claims'), await rowsIn('journal'), await rowsIn('mails')]).toEqual([5, 5, 10])
  // What was refused drew no number.
  expect(Math.max(...(await desk.db('claims').pluck('id')))).toBe(5)
}, 120_000)

test('what was rejected or withdrawn gives its place in the cap back (R15)', async () => {
  const four = await prepared(desk, '1', { units: units(4) })
  const { reference } = await submit(desk, four, visitor)
  const two = await prepared(desk, '2', { units: units(6).slice(4) })
  expect(await answered(submit(desk, two, visitor))).toBe('cap-exceeded')
  await advance(desk, reference, {
    kind: 'reject',
    by: reviewer,
    reasons: ['not-eligible'],
    side: 'participant',
  })
  expect(await answered(submit(desk, two, visitor))).toBe('submitted')
})

test('a serial number is claimed once, also when many try at once (R64, R97)', async () => {
  const strangers = await Promise.all(
    // Right check digits, of companies that do not exist.
    ['DK99990023', 'DK13585628', 'DK25313763', 'DK29403473'].map(async (vatId, number) => {
      const mine = await prepared(desk, '555')
      const { participant, purchase } = mine
      return {
        ...mine,
        participant: { ...participant, vatId, company: `Firma ${number} ApS` },
        purchase: { ...purchase, invoiceNumber: `F-${number}` },
      }
    }),
  )
  const answers = await Promise.all(strangers.map((one) => answered(submit(desk, one, visitor))))
  expect(counted(answers)).toEqual({ submitted: 1, 'serial-elsewhere,serial-elsewhere': 3 })
})

test('the same product of the same invoice is told by both (R64)', async () => {
  const first = await submit(desk, await prepared(desk, '9'), visitor)
  const again = submit(desk, await prepared(desk, '9'), visitor)
  await expect(again).rejects.toMatchObject({
    kind: 'invalid',
    faults: expect.arrayContaining([
      expect.objectContaining({
        code: 'invoice-elsewhere',
        path: '/purchase/invoiceNumber',
        facts: expect.objectContaining({ reference: first.reference, rule: 'R64' }),
      }),
    ]),
  })
  expect(await rowsIn('claims')).toBe(1)
})

test('one invoice may list products of several claims (R64)', async () => {
  const first = await prepared(desk, '10')
  const second = await prepared(desk, '11', { purchase: first.purchase })
  expect(await answered(submit(desk, first, visitor))).toBe('submitted')
  expect(await answered(submit(desk, second, visitor))).toBe('submitted')
})

/** Of another company with the same account. */
const strangers = async (tail: string, changes: Partial<Application> = {}): Promise<Application> => {
  const { participant, ...mine } = await prepared(desk, tail, changes)
  return { ...mine, participant: { ...participant, vatId: 'DK13585628', company: 'Firma 2 ApS' } }
}

/** What the rules said when it was sent in, by code. */
const found = async ({ id }: Claim): Promise<Record<string, string>> => {
  const [trace] = await tracesOf(desk.db, id)
  return Object.fromEntries((trace?.findings ?? []).map(({ code, outcome }) => [code, outcome]))
}

describe('a person looks at what strangers share, over all programmes (R26, R64):', () => {
  const otherId = 'dk-other-trade-in'
  beforeEach(async () => {
    const text = programmeText('dk-workstation-trade-in').replace(/^id: .*$/m, `id: ${otherId}`)
    await loadProgrammes(desk.db, desk.clock, [{ file: `${otherId}.yaml`, text }])
  })

  test('a proof that was sent through a messenger meanwhile', async () => {
    const look = '0123456789abcdef'.repeat(4)
    const proof = async (seen: string) => {
      const file = await photographed(desk, 'proof-of-purchase', seen)
      return { evidence: [{ kind: 'proof-of-purchase', file }] }
    }
    const first = await prepared(desk, '31', { ...(await proof(look)), programme: otherId })
    expect(await found(await submit(desk, first, visitor))).not.toHaveProperty('file-elsewhere')
    const again = await strangers('32', await proof(`${look.slice(0, -1)}e`))
    expect(await found(await submit(desk, again, visitor))).toMatchObject({ 'file-elsewhere': 'review' })
  })

  test('a bank account, which its own company may use in every claim', async () => {
    for (const programme of [otherId, 'dk-workstation-trade-in']) {
      const own = await submit(desk, await prepared(desk, `4${programme.length}`, { programme }), visitor)
      expect(await found(own)).not.toHaveProperty('bank-account-shared')
    }
    expect(await found(await submit(desk, await strangers('43'), visitor))).toMatchObject({
      'bank-account-shared': 'review',
    })
  })
})

/** Lacks the product's serial number and the proof of purchase. */
const withoutSerial = async (): Promise<Application> => {
  const whole = await prepared(desk, '20')
  const [unit] = whole.units
  if (!unit) throw new Error('no unit')
  return { ...whole, units: [{ ...unit, product: { ...unit.product, serial: '' } }], evidence: [] }
}

describe('an application that lacks something', () => {
  test('is kept with its list and can be completed (R25)', async () => {
    const incomplete = await withoutSerial()
    const claim = await submit(desk, incomplete, visitor)
    expect(claim.state).toBe('incomplete')
    const [, asked] = await entriesOf(desk.db, claim.reference)
    expect(asked?.facts['missing']).toEqual(expect.arrayContaining(['evidence-missing']))
    const names = (await mailsAbout(desk.db, claim.reference)).map(({ name }) => name)
    expect(names).toEqual(['application-received', 'agreement-signed', 'application-incomplete'])

    const still = resubmit(desk, claim.reference, { ...incomplete, evidence: [] }, visitor)
    await expect(still).rejects.toMatchObject({ kind: 'invalid' })
    expect((await claimOf(desk.db, claim.reference)).state).toBe('incomplete')

    const whole = await prepared(desk, '20')
    expect(await resubmit(desk, claim.reference, whole, visitor)).toMatchObject({
      state: 'submitted',
      reference: claim.reference,
      application: { units: [{ product: { serial: 'S420' } }] },
    })
    expect(await tracesOf(desk.db, claim.id)).toMatchObject([
      { verdict: 'approve' },
      { verdict: 'incomplete' },
    ])
  })

  test('counts once when it is sent in again: its own serials and places are no others (R15, R64)', async () => {
    const { reference } = await submit(desk, await withoutSerial(), visitor)
    const five = await prepared(desk, '21', { units: units(9).slice(5) })
    expect(await answered(submit(desk, five, visitor))).toBe('submitted')
    expect(await answered(resubmit(desk, reference, await prepared(desk, '20'), visitor))).toBe('submitted')
    expect(await answered(submit(desk, await prepared(desk, '22'), visitor))).toBe('cap-exceeded')
  })

  test('is not moved into another programme', async () => {
    const { reference } = await submit(desk, await withoutSerial(), visitor)
    const other = await prepared(desk, '20', { programme: 'another' })
    expect(await answered(resubmit(desk, reference, other, visitor))).toBe('other-programme')
  })
})

test('an application that breaks a rule leaves nothing behind (R18)', async () => {
  const sample = await prepared(desk, '30')
  const late = { ...sample, purchase: { ...sample.purchase, boughtOn: '2018-09-30' } }
  await expect(submit(desk, late, visitor)).rejects.toMatchObject({
    kind: 'invalid',
    faults: [{ path: '/purchase/boughtOn', told: expect.stringMatching(/\d/) }],
  })
  const tables = ['claims', 'units', 'journal', 'mails', 'claim_keys', 'cap_uses', 'participants', 'counters']
  expect(await Promise.all(tables.map(rowsIn))).toEqual(tables.map(() => 0))
  expect(await answered(submit(desk, sample, visitor))).toBe('submitted')
})

test('a claim keeps the edition it was made under, whatever is loaded later (R31, R98)', async () => {
  const claim = await submit(desk, await prepared(desk, '40'), visitor)
  const file = 'dk-workstation-trade-in.yaml'
  const cheaper = programmeText('dk-workstation-trade-in').replace(
    /(id: tower-good.*amountMinor: )150000/,
    '$1100000',
  )
  const [changed] = await loadProgrammes(desk.db, desk.clock, [{ file, text: cheaper }])
  expect((await currentProgramme(desk.db, claim.programmeId)).hash).toBe(changed?.hash)
  expect(changed?.hash).not.toBe(claim.programmeVersion)

  const approved = await advance(desk, claim.reference, { kind: 'approve', by: reviewer })
  expect(approved).toMatchObject({
    programmeVersion: claim.programmeVersion,
    units: [{ offered: { amountMinor: 150_000 } }],
  })
  const { rows } = (await programmeVersion(desk.db, claim.programmeVersion)).values
  expect(rows.find(({ id }) => id === 'tower-good')?.amountMinor).toBe(150_000)
  const newer = await submit(desk, await prepared(desk, '41'), visitor)
  const then = await advance(desk, newer.reference, { kind: 'approve', by: reviewer })
  expect(then.units[0]?.offered?.amountMinor).toBe(100_000)
})

test.each(['age', 'risk'] as const)(
  'the queue by %s is read page by page, each claim once',
  async (order) => {
    const { reference } = await submit(desk, await prepared(desk, '1'), visitor)
    const { id: _, ...pattern } = await desk
      .db('claims')
      .where({ reference })
      .first<Record<string, unknown>>()
    const ages = ['2019-03-05', '2019-03-03', '2019-03-03', '2019-03-09'].map((day) => `${day}T08:00:00.000Z`)
    const copies = ages.map((submitted_at, place) => ({
      ...pattern,
      submitted_at,
      risk: 1 + (place % 3),
      reference: `Q-${place}`,
    }))
    await desk.db('claims').insert(copies)
    const whole = (await claimsIn(desk.db, 'submitted', 10, order)).map((claim) => claim.reference)
    const read: string[] = []
    for (let page = 0; page < 3; page += 1)
      read.push(...(await claimsIn(desk.db, 'submitted', 2, order, read.at(-1))).map((one) => one.reference))
    expect(read).toEqual(whole)
    expect(whole).toEqual(
      order === 'age' ? ['Q-1', 'Q-2', 'Q-0', 'Q-3', reference] : ['Q-0', 'Q-3', 'Q-1', 'Q-2', reference],
    )
  },
)
