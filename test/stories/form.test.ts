/** The application as a browser without JavaScript uses it: a question a page, come back, check, send; entry by staff. */
import { once } from 'node:events'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimsIn } from '../../server/claims/store.ts'
import { takeIn } from '../../server/evidence/intake.ts'
import { drawProof } from '../../server/demonstration/proof.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { fieldsOf } from '../../server/portal/application-form.ts'
import type { Application } from '../../server/programmes/application.ts'
import { expected } from '../../scripts/walk/caller.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterAll(() => world.close())

const application = (invoiceNumber: string) =>
  sampleApplication(world.people.programme, { boughtOn: '2026-02-10', invoiceNumber, evidence: [] })

type Fields = Readonly<Record<string, string | readonly string[]>>

/** Sends a form as a browser does. */
async function sends(path: string, fields: Fields, proof?: Buffer, cookie = ''): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  if (proof) form.append('evidence', new Blob([new Uint8Array(proof)]), 'faktura.pdf')
  return fetch(`${world.url}${path}`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { 'Accept-Language': 'en', 'Sec-Fetch-Site': 'same-origin', ...(cookie && { Cookie: cookie }) },
  })
}

const page = async (path: string): Promise<string> =>
  (await fetch(`${world.url}${path}`, { headers: { 'Accept-Language': 'en' } })).text()

/** Begins an application; gives the path of its draft. */
async function begins(): Promise<string> {
  const begun = await fetch(`${world.url}/apply/${world.people.programme.id}`, {
    method: 'POST',
    redirect: 'manual',
  })
  expect(begun.headers.get('Location')).toMatch(/^\/draft\/.*\/contact$/)
  return begun.headers.get('Location')?.replace(/\/contact$/, '') ?? ''
}

/** Answers every question, one a page, as the pages lead on; gives where the last led. */
async function answers(draft: string, wanted: Application): Promise<string> {
  let at = `${draft}/contact`
  for (let pages = 0; !at.endsWith('/check') && pages < 12; pages += 1) {
    const proof = at.endsWith('/proof') ? await drawProof(wanted) : undefined
    const sent = await sends(at, fieldsOf(wanted), proof)
    expect([at, sent.status]).toEqual([at, 303])
    at = sent.headers.get('Location') ?? ''
  }
  return at
}

const sendsIn = (draft: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${world.url}${draft}/check`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers: { 'Accept-Language': 'en', 'Sec-Fetch-Site': 'same-origin' },
  })

/** Signs in at the desk; gives the cookies of its session. */
async function signsIn(): Promise<string> {
  const body = new URLSearchParams({ email: 'desk@backhaul.example', password: world.password })
  const signedIn = await fetch(`${world.url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

test('one question a page: what is wrong is said there, what was typed stays, the answers are checked (R96)', async () => {
  const draft = await begins()
  const { 'participant.email': _, ...typed } = fieldsOf(application('F-1'))
  const wrong = await sends(`${draft}/contact`, { ...typed, 'participant.email': 'not an address' })
  const html = await wrong.text()
  expect(wrong.status).toBe(422)
  expect(html).toContain('value="not an address"')
  expect(html).toContain('govuk-error-summary')
  // Kept all the same, and said again wherever the application goes on.
  expect(await page(`${draft}/contact`)).toContain('value="not an address"')
  // Packed for our own pages; a stranger's page learns nothing from its size.
  const packed = async (site: string): Promise<string | null> =>
    (await fetch(`${world.url}${draft}`, { headers: { 'Sec-Fetch-Site': site } })).headers.get(
      'Content-Encoding',
    )
  expect([await packed('same-origin'), await packed('cross-site')]).toEqual(['gzip', null])
  const tasks = await page(draft)
  expect(tasks).toContain('0 of 9 parts are done')
  const checked = await page(`${draft}/check`)
  expect(checked).toContain('The rules can be asked when these parts are complete')
  const early = await sendsIn(draft, { _terms: 'yes' })
  expect(early.status).toBe(422)
  expect(await early.text()).toContain(`${draft}/contact?next=check#participant.email`)
  expect(await claimsIn(world.context.db, 'submitted', 10)).toEqual([])
  const unasked = await fetch(`${world.url}${draft}/device-2`)
  expect(unasked.status).toBe(404)
})

test('what was begun goes on by its link, with pairs that come and go, and is sent in once (R14, R25)', async () => {
  const wanted = application('F-2')
  const draft = await begins()
  expect(await answers(draft, wanted)).toBe(`${draft}/check`)
  const html = await page(`${draft}/check`)
  expect(html).toContain('Everything checked so far is in order')
  for (const told of ['PFF21', 'faktura.pdf', 'Denmark', '12.0']) expect(html).toContain(told)

  const more = await sends(`${draft}/pairs`, { _intent: 'add' })
  expect(more.headers.get('Location')).toBe(`${draft}/product-2`)
  expect(await page(draft)).toContain('9 of 11 parts are done')
  await sends(`${draft}/pairs`, { _intent: 'remove.1' })

  const saved = await sends(`${draft}/bank?next=check`, { ...fieldsOf(wanted), _intent: 'save' })
  expect(saved.headers.get('Location')).toBe(`${draft}/saved`)
  expect(await page(`${draft}/saved`)).toContain(draft)
  expect((await fetch(`${world.url}${draft.slice(0, -2)}xx`)).status).toBe(404)

  const unread = await sendsIn(draft, {})
  expect([unread.status, (await unread.text()).includes('#_terms')]).toEqual([422, true])
  const both = await Promise.all([sendsIn(draft, { _terms: 'yes' }), sendsIn(draft, { _terms: 'yes' })])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 404])
  expect((await fetch(`${world.url}${draft}`)).status).toBe(404)
  const claims = await claimsIn(world.context.db, 'submitted', 10)
  expect(claims.map(({ application: { evidence } }) => evidence.length)).toEqual([1])
})

/** Takes in as many files as may be in hand or wait; none gets on before they are sent away. */
function crowdOfFiles(): () => Promise<unknown> {
  const leave = new AbortController()
  const sentAway = once(leave.signal, 'abort').then(() => Promise.reject(new Error('sent away')))
  const upload = { read: () => sentAway, name: 'x.pdf', kind: 'proof-of-purchase', by: 'visitor' }
  const crowd = Promise.allSettled(Array.from({ length: 102 }, () => takeIn(world.context, upload)))
  return () => {
    leave.abort()
    return crowd
  }
}

test('with too many files waiting the page says so; what was typed and sent before stays', async () => {
  const wanted = application('F-5')
  const [draft, proof, cookie] = [await begins(), await drawProof(wanted), await signsIn()]
  await sends(`${draft}/contact`, fieldsOf(wanted))
  await sends(`${draft}/proof`, {}, proof)
  const sendAway = crowdOfFiles()
  const [refused, saved, entered] = [
    await sends(`${draft}/proof`, {}, proof),
    await sends(`${draft}/proof`, { _intent: 'save' }, proof),
    await sends(`/desk/entry/${world.people.programme.id}`, fieldsOf(wanted), proof, cookie),
  ]
  await sendAway()
  expect([refused.status, saved.status, entered.status]).toEqual([422, 422, 422])
  const [first, second, form] = [await refused.text(), await saved.text(), await entered.text()]
  for (const html of [first, second, form]) expect(html).toContain('Very many files are coming in')
  for (const html of [first, second]) expect(html).toContain('faktura.pdf')
  const { email } = wanted.participant
  for (const html of [form, await page(`${draft}/contact`)]) expect(html).toContain(`value="${email}"`)
  expect((await sends(`${draft}/proof`, {}, proof)).status).toBe(303)
})

test('the consent to news is taken back on the page of the claim, and both answers stay (R24)', async () => {
  const draft = await begins()
  await answers(draft, application('F-4'))
  const sent = await sendsIn(draft, { _terms: 'yes', marketingConsent: 'yes' })
  const headers = { Cookie: sent.headers.getSetCookie()[0]?.split(';')[0] ?? '', 'Accept-Language': 'en' }
  const claim = sent.headers.get('Location')?.replace(/\/done$/, '') ?? ''
  const status = async (): Promise<string> => (await fetch(`${world.url}${claim}`, { headers })).text()
  const withdraws = () =>
    fetch(`${world.url}${claim}/news/withdrawals`, { method: 'POST', redirect: 'manual', headers })
  expect(await status()).toContain('You asked us for news')
  expect((await withdraws()).status).toBe(303)
  expect(await status()).not.toContain('You asked us for news')
  expect((await withdraws()).status).toBe(409)
  const [, , reference = ''] = claim.split('/')
  const log = await world.people.desk.get(`/claims/${reference}/consents`)
  const told = expected<{ consents: { kind: string; answer: string }[] }>(log, 200).consents
  expect(told.filter(({ kind }) => kind === 'marketing').map(({ answer }) => answer)).toEqual([
    'given',
    'withdrawn',
  ])
})

test('staff enter what came on paper or by fax, and the journal says which (R57)', async () => {
  const cookie = await signsIn()
  const wanted = application('F-3')
  const entry = `/desk/entry/${world.people.programme.id}`
  const proof = await drawProof(wanted)
  const unsaid = await sends(entry, fieldsOf(wanted), proof, cookie)
  expect([unsaid.status, (await unsaid.text()).includes('Say how the application came')]).toEqual([422, true])
  for (const channel of ['paper', 'fax']) {
    const fields = fieldsOf(application(`F-3-${channel}`))
    const entered = await sends(entry, { ...fields, _channel: channel }, proof, cookie)
    expect([channel, entered.status]).toEqual([channel, 303])
    const reference = entered.headers.get('Location')?.split('/').at(-1) ?? ''
    const [submitted] = await entriesOf(world.context.db, reference)
    expect(submitted).toMatchObject({ kind: 'submitted', facts: { channel } })
    expect(submitted?.actor).toMatch(/^staff:/)
  }
})
