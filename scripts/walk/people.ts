/** The people of a story: each does one thing over HTTP, as its program or browser would, and gives what came back. */
import type { Answer, Caller } from './caller.ts'
import { callerAt, expected } from './caller.ts'
import type { House } from './house.ts'
import { gradesOf } from '../../server/audit/checklist.ts'
import type { Finding } from '../../server/audit/finding.ts'
import type { PhotoKind } from '../../server/audit/photos.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { drawProof } from '../../server/demonstration/proof.ts'
import { sampleApplication, type Wishes } from '../../server/demonstration/sample.ts'
import type { Application } from '../../server/programmes/application.ts'
import { programmeSchema, type Programme } from '../../server/programmes/programme.ts'
import sharp from 'sharp'

/** What a proposal shows to whoever answers it. */
export type ProposalView = {
  readonly version: number
  readonly contentHash: string
  readonly payableMinor: number
  readonly vatMinor: number
}
export type RunView = {
  readonly id: number
  readonly name: string
  readonly state: string
  readonly totalMinor: number
}
export type DocumentView = { readonly id: number; readonly kind: string; readonly name: string }

/** A participant with one claim, known by the link of its mails and a code typed from one. */
export type Participant = Caller & { readonly reference: string; readonly link: string }

export type People = {
  readonly visitor: Caller
  readonly desk: Caller
  /** Sees a claim with other eyes than the desk: second reviewer, and second auditor of what is disputed (R42). */
  readonly second: Caller
  readonly approver: Caller
  readonly programme: Programme
  /** Sends a proof of purchase in and applies; `change` may spoil the application first. */
  readonly applies: (
    wishes: Omit<Wishes, 'evidence'>,
    change?: (application: Application) => unknown,
  ) => Promise<Answer>
  readonly appliesWell: (wishes: Omit<Wishes, 'evidence'>) => Promise<Participant>
}

/** Signs the demonstration's people in. `programme` is the id of the one that they apply to. */
export async function meetPeople(house: House, programmeId: string): Promise<People> {
  const visitor = callerAt(house.url)
  const current = expected<{ programme: unknown }>(await visitor.get(`/programmes/${programmeId}`), 200)
  const programme = programmeSchema.parse(current.programme)
  const applies: People['applies'] = async (wishes, change = (application) => application) => {
    const draft = sampleApplication(programme, { ...wishes, evidence: [] })
    const proof = await visitor.upload(
      'proof-of-purchase',
      `faktura-${wishes.invoiceNumber}.pdf`,
      await drawProof(draft),
    )
    return visitor.post('/claims', change(sampleApplication(programme, { ...wishes, evidence: [proof] })))
  }
  return {
    visitor,
    desk: staffAt(house, 'desk@backhaul.example'),
    second: staffAt(house, 'second@backhaul.example'),
    approver: staffAt(house, 'approver@backhaul.example'),
    programme,
    applies,
    appliesWell: async (wishes) => {
      const { claim, link } = expected<{ claim: ClaimView; link: string }>(await applies(wishes), 201)
      const token = link.split('/').at(-1) ?? ''
      return { ...participantAt(house, claim.reference, token), reference: claim.reference, link }
    },
  }
}

const staffAt = ({ url, password }: House, email: string): Caller =>
  signedIn(async () => {
    const session = await callerAt(url).post('/sessions', { email, password })
    return callerAt(url, expected<{ token: string }>(session, 201).token)
  })

/** Asks for a code with the link, and types the one that came by mail. */
export const participantAt = ({ url, codeFor }: House, reference: string, token: string): Caller =>
  signedIn(async () => {
    const link = callerAt(url, `${reference}.${token}`)
    expected(await link.post(`/claims/${reference}/codes`, {}), 204)
    const session = await link.post(`/claims/${reference}/sessions`, { code: await codeFor(reference) })
    return callerAt(url, `claim.${expected<{ token: string }>(session, 201).token}`)
  })

/** The cookie of a browser in which the code was typed, for requests to the pages behind the link. */
export async function cookieOf(
  { url, codeFor }: House,
  { reference, link }: Pick<Participant, 'reference' | 'link'>,
): Promise<{ Cookie: string }> {
  const send = (to: string, fields: Record<string, string>): Promise<Response> =>
    fetch(`${url}${new URL(link).pathname}/${to}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  await send('codes', {})
  const { headers } = await send('sessions', { code: await codeFor(reference) })
  return { Cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

/** The page behind the link, as its participant sees it. */
export const pageOf = async (
  house: House,
  participant: Pick<Participant, 'reference' | 'link'>,
): Promise<string> => {
  const headers = await cookieOf(house, participant)
  return (await fetch(`${house.url}${new URL(participant.link).pathname}`, { headers })).text()
}

/** Somebody who signs in again when the story's clock has outlived the session. */
function signedIn(signIn: () => Promise<Caller>): Caller {
  let caller: Caller | undefined
  const asked = async (ask: (by: Caller) => Promise<Answer>): Promise<Answer> => {
    caller ??= await signIn()
    const answer = await ask(caller)
    if (answer.status !== 401) return answer
    caller = await signIn()
    return ask(caller)
  }
  return {
    get: (path) => asked((by) => by.get(path)),
    post: (path, body, key) => asked((by) => by.post(path, body, key)),
    upload: async (kind, name, bytes) => (caller ??= await signIn()).upload(kind, name, bytes),
  }
}

export type SlotView = { readonly date: string; readonly from: string; readonly to: string }

/** Picks the first free day for the carrier, or the first from `date` on, and confirms what has to be confirmed (R37). */
export async function booksPickup(participant: Participant, date = ''): Promise<SlotView> {
  const path = `/claims/${participant.reference}`
  const { slots } = expected<{ slots: SlotView[] }>(await participant.get(`${path}/pickup-slots`), 200)
  const slot = slots.find((one) => one.date >= date)
  if (!slot) throw new Error(`no day is free for ${participant.reference}`)
  const details = { contactName: 'Mia Krogh', contactPhone: '+45 70 00 00 00', parcels: 4 }
  const confirmed = { groundFloor: 'yes', ready: 'yes' }
  const { date: day, from } = slot
  expected(await participant.post(`${path}/pickup`, { date: day, from, ...details, ...confirmed }), 201)
  return slot
}

/** A finding that agrees with what the sample declares; `differences` say what was found instead. */
export const foundAs = (
  device: { serial: string; category: string; condition: string },
  programme: Programme,
  differences: Partial<Finding> = {},
): Finding => {
  const named = differences.category ?? device.category
  const category = programme.categories.find(({ id }) => id === named)
  const grade = gradesOf(programme).find(({ condition }) => condition === device.condition)
  return {
    serial: device.serial,
    category: named,
    grade: grade?.id ?? '',
    checks: Object.fromEntries((category?.checklist ?? []).map(({ check }) => [check, 'yes'])),
    residualData: 'none',
    accessories: (category?.accessories ?? []).map(({ id }) => id),
    hazards: [],
    ...differences,
  }
}

/** Sends a photo in, as a camera's JPEG; each seed gives another picture. `kind` says what it shows. */
export const takesPhoto = async (
  caller: Caller,
  seed: number,
  kind: PhotoKind = 'audit-overview',
): Promise<string> => caller.upload(kind, `photo-${seed}.jpg`, await photoOf(seed))

/** A JPEG as a camera takes it; each seed gives another picture. */
export function photoOf(seed: number): Promise<Buffer> {
  const background = { r: (seed * 53) % 256, g: (seed * 97) % 256, b: (seed * 31) % 256 }
  const create = {
    width: 640,
    height: 480,
    channels: 3 as const,
    background,
    noise: { type: 'gaussian' as const, mean: 128, sigma: 30 },
  }
  return sharp({ create }).jpeg().toBuffer()
}

/** Everything from the proposal's acceptance on: the invoice is there when it returns. */
export async function acceptsProposal(participant: Participant): Promise<ProposalView> {
  const proposal = expected<ProposalView>(
    await participant.get(`/claims/${participant.reference}/proposal`),
    200,
  )
  const { version, contentHash } = proposal
  expected(
    await participant.post(`/claims/${participant.reference}/acceptance`, { version, contentHash }),
    201,
  )
  return proposal
}

/** A run made by one person, released by another, exported and booked. Gives its bank file. */
export async function paysEverything(
  { desk, approver, programme }: People,
  paidOn: string,
): Promise<{ run: RunView; file: Buffer }> {
  const run = expected<RunView>(await desk.post('/payment-runs', { programme: programme.id }), 201)
  expected(await approver.post(`/payment-runs/${run.id}/approval`, {}), 201)
  expected(await desk.post(`/payment-runs/${run.id}/exports`, {}), 201)
  const { bytes: file } = await desk.get(`/payment-runs/${run.id}/file`)
  return {
    run: expected<RunView>(await desk.post(`/payment-runs/${run.id}/bookings`, { paidOn }), 201),
    file,
  }
}
