/**
 * What strangers, slips and impatience send in, over HTTP: each is answered by name, nothing is lost and nothing is
 * half done. One house for the whole file; every test brings a company of its own.
 */
import sharp from 'sharp'
import { expected, type Answer } from '../../scripts/walk/caller.ts'
import {
  answersOf,
  chance,
  requestsOf,
  type Answered,
  type Document,
  type Drawn,
} from '../../scripts/walk/requests.ts'
import {
  acceptsProposal,
  foundAs,
  participantAt,
  type Participant,
  type ProposalView,
} from '../../scripts/walk/people.ts'
import { sampleApplication, type Wishes } from '../../server/demonstration/sample.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import type { Application } from '../../server/programmes/application.ts'
import { openSession } from '../../server/staff/session-store.ts'
import { pdf, photo } from '../evidence/hostile.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterAll(() => world.close())

/** Registrations with right check digits, of companies that do not exist; one for each test. */
const vatIds = ['DK13585628', 'DK25313763', 'DK29403473', 'DK99990023', 'DK99990031', 'DK99990058']
let visits = 0

function wishes(changes: Partial<Wishes> = {}): Omit<Wishes, 'evidence'> {
  visits += 1
  const vatId = vatIds[visits % vatIds.length] ?? ''
  return {
    boughtOn: '2026-02-10',
    invoiceNumber: `BAD-${visits}`,
    participant: { company: `Firma ${visits} ApS`, vatId },
    iban: ibanOf(vatId),
    ...changes,
  }
}

/** An account of its own for each company: a shared one is looked at by two people (R1). */
function ibanOf(vatId: string): string {
  const account = `0040${vatId.slice(2).padStart(10, '0')}`
  // ISO 13616: country and zeroes behind, letters as numbers, 98 less the remainder by 97.
  const check = 98n - (BigInt(`${account}132000`) % 97n)
  return `DK${String(check).padStart(2, '0')}${account}`
}

type Problem = { code: string; errors: { code: string; pointer: string; detail: string }[] }

/** `code pointer` of everything that a refusal names; every one is told in words. */
function told(answer: Answer, status: number): string[] {
  const { errors } = expected<Problem>(answer, status)
  expect(errors.filter(({ detail }) => detail.length < 20)).toEqual([])
  return errors.map(({ code, pointer }) => `${code} ${pointer}`.trim())
}

const tables = [
  'claims',
  'units',
  'offers',
  'journal',
  'mails',
  'jobs',
  'documents',
  'shipments',
  'evidence_files',
  'participants',
  'claim_keys',
  'cap_uses',
  'idempotency_keys',
]

/** How many rows lie where, and which numbers were drawn. */
async function rows(): Promise<string[]> {
  const { db } = world.context
  const counts = await Promise.all(
    tables.map(async (table) => `${table} ${(await db(table).select(db.raw('1'))).length}`),
  )
  const drawn = await db('counters')
    .orderBy('series')
    .select<{ series: string; last: number }[]>('series', 'last')
  return [...counts, ...drawn.map(({ series, last }) => `${series} ${last}`)]
}

/** What a request answers, proven to have left every table as it was. */
async function harmless(work: () => Promise<Answer>): Promise<Answer> {
  const before = await rows()
  const answer = await work()
  expect(await rows()).toEqual(before)
  return answer
}

/** A picture of one colour, another each time: taken in quickly, and like no other. */
async function proofOfPurchase(): Promise<string> {
  visits += 1
  const background = { r: visits % 256, g: (visits * 7) % 256, b: 90 }
  const create = { width: 600, height: 800, channels: 3 as const, background }
  const bytes = await sharp({ create }).jpeg().toBuffer()
  return world.people.visitor.upload('proof-of-purchase', 'faktura.jpg', bytes)
}

async function applies(
  asked: Omit<Wishes, 'evidence'>,
  change: (application: Application) => unknown = (application) => application,
): Promise<Answer> {
  const evidence = [await proofOfPurchase()]
  return world.people.visitor.post(
    '/claims',
    change(sampleApplication(world.people.programme, { ...asked, evidence })),
  )
}

async function appliesWell(asked = wishes()): Promise<Participant> {
  const { claim, link } = expected<{ claim: ClaimView; link: string }>(await applies(asked), 201)
  const caller = participantAt(world, claim.reference, link.split('/').at(-1) ?? '')
  return { ...caller, reference: claim.reference, link }
}

const claimNow = async (reference: string): Promise<ClaimView> =>
  expected<ClaimView>(await world.people.desk.get(`/claims/${reference}`), 200)

async function approvedClaim(): Promise<Participant> {
  const participant = await appliesWell()
  expected(await world.people.desk.post(`/claims/${participant.reference}/approval`, {}), 201)
  return participant
}

const complete = (evidence: readonly string[]): Application =>
  sampleApplication(world.people.programme, { ...wishes(), evidence })

describe('an application', () => {
  test('that is no JSON is refused as that', async () => {
    const { visitor } = world.people
    for (const text of ['{"programme": "dk', 'not json', '[1, 2', '{"a": 01}'])
      expect(told(await harmless(() => visitor.post('/claims', text)), 400)).toHaveLength(1)
  })

  test('with fields that nobody knows names each', async () => {
    const strange = { ...complete([]), discount: 10, participant: { ...complete([]).participant, iban: 'x' } }
    expect(told(await harmless(() => world.people.visitor.post('/claims', strange)), 422).toSorted()).toEqual(
      ['unknown-field /discount', 'unknown-field /participant/iban'],
    )
  })

  test('of another shape names every place', async () => {
    const { purchase, ...rest } = complete([])
    const wrong = { ...rest, purchase: { ...purchase, boughtOn: '2026-02-30' }, units: 'many', locale: 'xx' }
    const answer = await harmless(() => world.people.visitor.post('/claims', wrong))
    expect(new Set(told(answer, 422).map((one) => one.split(' ')[1]))).toEqual(
      new Set(['/locale', '/purchase/boughtOn', '/units']),
    )
  })

  test('for a programme that nobody runs', async () => {
    const other = { ...complete([]), programme: 'no-such-programme' }
    expect(told(await harmless(() => world.people.visitor.post('/claims', other)), 404)).toHaveLength(1)
  })

  test.each([
    ['bought before the window', { boughtOn: '2018-09-30' }, /\/purchase\/boughtOn$/],
    ['bought tomorrow', { boughtOn: '2026-03-03' }, /\/purchase\/boughtOn$/],
    ['paid to another country (R46)', { iban: 'DE89370400440532013000' }, /\/bankAccount\/iban$/],
    ['paid to a number that is no IBAN', { iban: 'DK5000400440116244' }, /\/bankAccount\/iban$/],
  ])('that is %s is refused and not kept (R18, R20)', async (_, changes, where) => {
    let answer: Answer | undefined
    const asked = wishes(changes)
    // The proof of purchase is sent in before and stays, until it is tidied away.
    const before = (await rows()).filter((row) => !/^(evidence_files|jobs)/.test(row))
    answer = await applies(asked)
    expect(told(answer, 422)).toEqual([expect.stringMatching(where)])
    expect((await rows()).filter((row) => !/^(evidence_files|jobs)/.test(row))).toEqual(before)
  })

  test('without a serial number is kept, told what it lacks, and completed (R25)', async () => {
    const asked = wishes()
    const answer = await applies(asked, (application) => ({
      ...application,
      units: application.units.map((unit) => ({ ...unit, product: { ...unit.product, serial: '' } })),
    }))
    const { claim, link } = expected<{ claim: ClaimView; link: string }>(answer, 201)
    expect(claim.state).toBe('incomplete')
    await world.work()
    const mails = await mailsAbout(world.context.db, claim.reference)
    expect(mails.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'application-received sent',
      'application-incomplete sent',
    ])
    const { evidence } = JSON.parse(
      String(
        (await world.context.db('claims').where({ reference: claim.reference }).first('application'))
          .application,
      ),
    ) as Application
    const participant = participantAt(world, claim.reference, link.split('/').at(-1) ?? '')
    const whole = sampleApplication(world.people.programme, {
      ...asked,
      evidence: evidence.map(({ file }) => file),
    })
    expect(
      expected<ClaimView>(await participant.post(`/claims/${claim.reference}/application`, whole), 200).state,
    ).toBe('submitted')
  })

  test('with a sixth combination is refused, and five are not (R15)', async () => {
    const vatId = 'DK10150817'
    const company = { participant: { company: 'Seks A/S', vatId }, iban: ibanOf(vatId) }
    const devices = Array.from({ length: 6 }, () => ({}))
    expect(told(await applies(wishes({ ...company, devices })), 422)).toEqual(['cap-exceeded /units'])
    expected(await applies(wishes({ ...company, devices: devices.slice(1) })), 201)
    expect(told(await applies(wishes(company)), 422)).toEqual(['cap-exceeded /units'])
  })

  test('with a proof that was never sent in names the file', async () => {
    const answer = await harmless(() => world.people.visitor.post('/claims', complete(['0'.repeat(32)])))
    expect(told(answer, 422)).toEqual(['evidence-unknown /evidence/0/file'])
  })

  test('with a proof that is of another claim is refused', async () => {
    const first = wishes()
    const { claim } = expected<{ claim: ClaimView }>(await applies(first), 201)
    const [file] = await world.context
      .db('evidence_files')
      .where({ claim_reference: claim.reference })
      .pluck('id')
    const answer = await harmless(() => world.people.visitor.post('/claims', complete([String(file)])))
    expect(told(answer, 409)).toEqual(['evidence-taken /evidence/0/file'])
  })
})

test('uploads that are empty, vast, disguised or broken are refused, and the next one is taken', async () => {
  const sound = await pdf()
  const attempts: [string, Buffer, number, string][] = [
    ['invoice.pdf', Buffer.alloc(0), 422, 'empty-file'],
    ['invoice.pdf', Buffer.alloc(50_000_000, '%PDF-1.7\n'), 413, 'file-too-large'],
    [
      'invoice.pdf',
      Buffer.from(`MZ\x90\0${'\0'.repeat(400)}This program cannot be run in DOS mode`),
      415,
      '',
    ],
    [
      'logo.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      415,
      '',
    ],
    ['photo.jpg', (await photo()).subarray(0, 900), 422, ''],
  ]
  for (const [name, bytes, status, code] of attempts) {
    const answer = await harmless(() => send(name, bytes))
    expect(told(answer, status)).toEqual([expect.stringContaining(code)])
  }
  expected(await send('invoice.pdf', sound), 201)
})

async function send(name: string, bytes: Buffer): Promise<Answer> {
  const form = new FormData()
  form.append('kind', 'proof-of-purchase')
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const response = await fetch(`${world.url}/api/evidence`, { method: 'POST', body: form })
  const body = Buffer.from(await response.arrayBuffer())
  return {
    status: response.status,
    headers: response.headers,
    bytes: body,
    body: JSON.parse(body.toString('utf8')) as unknown,
  }
}

describe('the same request again', () => {
  test('with its Idempotency-Key is one claim and the same answer, also at the same moment', async () => {
    const { visitor } = world.people
    const proof = await proofOfPurchase()
    const application = complete([proof])
    const key = 'one-wish-of-mine'
    const answers = await Promise.all([1, 2, 3].map(() => visitor.post('/claims', application, key)))
    expect(new Set(answers.map(({ bytes }) => bytes.toString('utf8'))).size).toBe(1)
    const { claim } = expected<{ claim: ClaimView }>(await visitor.post('/claims', application, key), 201)
    await world.work()
    expect(await mailsAbout(world.context.db, claim.reference)).toHaveLength(1)
    const { purchase } = application
    const claims = await world.context
      .db('claims')
      .where('application', 'like', `%"${purchase.invoiceNumber}"%`)
    expect(claims).toHaveLength(1)

    const other = { ...application, locale: 'en' }
    expect(told(await harmless(() => visitor.post('/claims', other, key)), 422)).toEqual([
      'idempotency-key-reused',
    ])
  })

  test('that approves is refused when it is another wish: one label, one mail', async () => {
    const { reference } = await approvedClaim()
    const approval = `/claims/${reference}/approval`
    expect(told(await harmless(() => world.people.desk.post(approval, {})), 409)).toEqual([
      'move-not-allowed',
    ])
    await world.work()
    const names = (await mailsAbout(world.context.db, reference)).map(({ name }) => name)
    expect(names).toEqual(['application-received', 'approved'])
    expect(await world.context.db('shipments').where({ claim_reference: reference })).toHaveLength(1)
  })

  test('that approves at the same moment approves once', async () => {
    const { reference } = await appliesWell()
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.people.desk.post(`/claims/${reference}/approval`, {})),
    )
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409', '409'])
    expect(await world.context.db('shipments').where({ claim_reference: reference })).toHaveLength(1)
  })
})

describe('at the receiving desk', () => {
  test('a barcode that nobody knows gets a verdict, is kept, and moves nothing', async () => {
    const { desk } = world.people
    const before = await rows()
    for (const scanned of ['095212349999999993', 'http://evil.example/?q=1', 'TI-0000-0000', '��'])
      expect(expected(await desk.post('/scans', { scanned }), 201)).toMatchObject({ verdict: 'not-expected' })
    const besidesKeys = expect.arrayContaining(before.filter((row) => !row.startsWith('idempotency_keys')))
    expect(await rows()).toEqual(besidesKeys)
    expect(await world.context.db('scans').where({ verdict: 'not-expected' })).toHaveLength(4)
  })

  test('a parcel scanned twice is received once', async () => {
    const { reference } = await approvedClaim()
    const { desk } = world.people
    expect(expected(await desk.post('/scans', { scanned: reference }), 201)).toMatchObject({
      verdict: 'received',
    })
    expect(expected(await desk.post('/scans', { scanned: reference }), 201)).toMatchObject({
      verdict: 'already-received',
    })
    await world.work()
    const names = (await mailsAbout(world.context.db, reference)).map(({ name }) => name)
    expect(names.filter((name) => name === 'received')).toHaveLength(1)
  })
})

describe('a proposal', () => {
  test('that is outdated is not accepted; the current one is, once (R48)', async () => {
    const { desk, programme } = world.people
    const participant = await approvedClaim()
    const { reference } = participant
    expected(await desk.post('/scans', { scanned: reference }), 201)
    const { device } = (await claimNow(reference)).units[0] ?? {}
    if (!device) throw new Error('no device')
    expected(
      await desk.post(`/claims/${reference}/units/1/audits`, { finding: foundAs(device, programme) }),
      201,
    )

    const proposal = `/claims/${reference}/proposal`
    const first = expected<ProposalView>(await participant.get(proposal), 200)
    const outdated = { version: first.version, contentHash: first.contentHash }
    const dispute = { ...outdated, lines: [1], reason: 'Serienummeret er forkert.' }
    expected(await participant.post(`/claims/${reference}/disputes`, dispute), 201)
    expected(await desk.post(`/claims/${reference}/proposals`, {}), 201)

    const acceptance = `/claims/${reference}/acceptance`
    const current = expected<ProposalView>(await participant.get(proposal), 200)
    expect(current.version).toBe(first.version + 1)
    for (const wrong of [outdated, { ...outdated, version: current.version }])
      expect((await harmless(() => participant.post(acceptance, wrong))).status).toBe(409)
    expect((await claimNow(reference)).units[0]?.settlement).toBe('proposed')

    await acceptsProposal(participant)
    expect((await claimNow(reference)).units[0]?.settlement).toBe('final')
    expected(
      await participant.post(acceptance, { version: current.version, contentHash: current.contentHash }),
      201,
    )
    expect(await world.context.db('invoices').where({ claim_reference: reference })).toHaveLength(1)
  })

  test('is nobody else’s to accept', async () => {
    const { reference } = await approvedClaim()
    const stranger = await approvedClaim()
    const acceptance = { version: 1, contentHash: 'a'.repeat(64) }
    for (const caller of [stranger, world.people.desk, world.people.visitor])
      expect([401, 403, 404]).toContain(
        (await caller.post(`/claims/${reference}/acceptance`, acceptance)).status,
      )
  })
})

test('a reviewer asks and rejects with words that exist (R25)', async () => {
  const { reference } = await appliesWell()
  const { desk } = world.people
  for (const [act, body] of [
    ['questions', { missing: ['no-such-thing'] }],
    ['questions', { missing: [] }],
    ['rejection', { reasons: ['because'] }],
    ['rejection', {}],
    ['rejection', { reasons: ['not-eligible'], side: 'nobody' }],
  ] as const)
    expect((await harmless(() => desk.post(`/claims/${reference}/${act}`, body))).status).toBe(422)
})

/** 20,000 of them take minutes: by hand. */
const requests = Number(process.env['REQUESTS'] ?? 100)

test(
  'requests drawn from the OpenAPI document get no 5xx, and every answer is one that it describes',
  async () => {
    const { db, clock } = world.context
    await appliesWell()
    const document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as Document
    const references = await db('claims').limit(5).pluck<string[]>('reference')
    const known = {
      reference: references,
      programme: [world.people.programme.id],
      unit: ['1'],
      id: ['1', '2', '9'],
    }
    const draw = requestsOf(document, known, chance(Number(process.env['SEED'] ?? 9)))
    const wrong = answersOf(document)
    const accounts = (await db('staff').pluck<number[]>('id')).map(
      (id) => async () => (await openSession({ db, clock }, id)).token,
    )
    expect(accounts.length).toBeGreaterThan(3)
    const found = new Map<string, string>()
    for (let count = 0; count < requests; count += 1) {
      const one = draw()
      // What ends the caller's own session or account would leave only visitors.
      if (/^\/(sessions\/current|account)|^\/staff\/\{id\}$/.test(one.template) && one.method !== 'GET')
        continue
      const token = count % 6 === 5 ? undefined : await accounts[count % accounts.length]?.()
      const answer = await ask(one, token)
      const fault = wrong(one, answer)
      if (fault)
        found.set(`${one.method} ${one.template}: ${fault}`, `${one.path} ${one.body?.slice(0, 300) ?? ''}`)
    }
    expect(Object.fromEntries(found)).toEqual({})
  },
  requests * 1000,
)

async function ask({ method, path, body }: Drawn, token: string | undefined): Promise<Answered> {
  const response = await fetch(`${world.url}/api${path}`, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body }),
  })
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? ''
  const text = await response.text()
  return { status: response.status, type, body: type.includes('json') ? (JSON.parse(text) as unknown) : text }
}
