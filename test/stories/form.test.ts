/** The application form as a browser without JavaScript uses it: check first, save, continue, send; and entry by staff. */
import { draftOf } from '../../server/claims/draft-store.ts'
import { entriesOf } from '../../server/claims/journal-store.ts'
import { claimsIn } from '../../server/claims/store.ts'
import { drawProof } from '../../server/demonstration/proof.ts'
import { sampleApplication } from '../../server/demonstration/sample.ts'
import { fieldsOf } from '../../server/portal/application-form.ts'
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

const path = (): string => `/apply/${world.people.programme.id}`

test('a half-filled form is checked: what is missing is said, what was typed stays, nothing is kept (R96)', async () => {
  const { 'participant.company': company = '', ...rest } = fieldsOf(application('F-1'))
  const typed = { ...rest, 'participant.company': company, 'purchase.invoiceNumber': '', declarations: [] }
  const answer = await sends(path(), { ...typed, _intent: 'check' })
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('What the rules say so far')
  expect(html).toContain('This is still missing')
  expect(html).toContain('PFF11')
  expect(await claimsIn(world.context.db, 'submitted', 10)).toEqual([])
})

test('a form that is saved goes on by its link and is sent in once (R25)', async () => {
  const wanted = application('F-2')
  const saved = await sends(path(), { ...fieldsOf(wanted), _intent: 'save' }, await drawProof(wanted))
  expect(saved.status).toBe(303)
  const link = saved.headers.get('Location')?.replace('/saved', '') ?? ''
  expect(await page(`${link}/saved`)).toContain(link)
  const html = await page(link)
  expect(html).toContain('value="PFF21"')
  expect(html).toContain('faktura.pdf')
  const [, , id = '', token = ''] = link.split('/')
  expect((await fetch(`${world.url}/draft/${id}/${token.slice(0, -2)}xx`)).status).toBe(404)

  const draft = await draftOf(world.context.db, id)
  const again = {
    ...draft?.fields,
    evidence: draft?.evidence ?? [],
    _draft: `${id}.${token}`,
    _intent: 'submit',
  }
  const sent = await sends(path(), again)
  expect(sent.headers.get('Location')).toMatch(/^\/c\/.*\/done$/)
  expect(await draftOf(world.context.db, id)).toBeUndefined()
  expect((await fetch(`${world.url}${link}`)).status).toBe(404)
  const [claim] = await claimsIn(world.context.db, 'submitted', 10)
  expect(claim?.application.evidence).toHaveLength(1)
})

test('staff enter what came on paper, and the journal says so (R57)', async () => {
  const body = new URLSearchParams({ email: 'desk@backhaul.example', password: world.password })
  const signedIn = await fetch(`${world.url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const wanted = application('F-3')
  const entry = `/desk/entry/${world.people.programme.id}`
  const proof = await drawProof(wanted)
  const unsaid = await sends(entry, fieldsOf(wanted), proof, cookie)
  expect([unsaid.status, (await unsaid.text()).includes('Say how the application came')]).toEqual([422, true])
  const entered = await sends(entry, { ...fieldsOf(wanted), _channel: 'fax' }, proof, cookie)
  expect(entered.status).toBe(303)
  const reference = entered.headers.get('Location')?.split('/').at(-1) ?? ''
  const [submitted] = await entriesOf(world.context.db, reference)
  expect(submitted).toMatchObject({ kind: 'submitted', facts: { channel: 'fax' } })
  expect(submitted?.actor).toMatch(/^staff:/)
})
