/** The review desk as a browser uses it: several clean claims at once, and a message sent again (R95, R96). */
import { readEvidence } from '../../server/evidence/reading/read.ts'
import { claimOf } from '../../server/claims/store.ts'
import { lists } from '../../server/desks/filters.ts'
import { deadJobs, enqueue } from '../../server/jobs/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterAll(() => world.close())

async function signsIn(who = 'desk'): Promise<string> {
  const body = new URLSearchParams({ email: `${who}@backhaul.example`, password: world.password })
  const answer = await fetch(`${world.url}/sign-in`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
}

test('ticked claims are approved one by one, read beside their evidence, and told of again', async () => {
  const cookie = await signsIn()
  const headers = { Cookie: cookie, 'Accept-Language': 'en' }
  const post = (path: string, body = new URLSearchParams()): Promise<Response> =>
    fetch(`${world.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' })
  const clean = await world.people.appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'V-1' })
  const doubtful = await world.people.appliesWell({
    boughtOn: '2026-02-10',
    invoiceNumber: 'V-2',
    devices: [{ make: 'Medion', model: 'Akoya Tower' }],
  })

  const { application } = await claimOf(world.context.db, clean.reference)
  await readEvidence(world.context, application.evidence[0]?.file ?? '', 'dan')
  const page = await (await fetch(`${world.url}/desk/review/${clean.reference}`, { headers })).text()
  expect(page).toContain('Page 1 of faktura-V-1.pdf')
  expect(page).toContain('>found</span>')
  expect(page).not.toContain('>different</span>')

  const chosen = new URLSearchParams([
    ['chosen', clean.reference],
    ['chosen', doubtful.reference],
    ['chosen', 'TI-NONE'],
  ])
  expect((await post('/desk/review')).status).toBe(422)
  const task = (await post('/desk/review', chosen)).headers.get('location') ?? ''
  const progress = async (): Promise<string> => (await fetch(`${world.url}${task}`, { headers })).text()
  expect(await progress()).toContain('0 of 2 done')
  const told = fetch(`${world.url}${task}/events`, { headers })
  await world.work()
  // The stream ends with the work, so that its whole text can be read.
  const lines = (await (await told).text()).trim().split('\n\n')
  expect(lines.at(-1)).toContain('"done":2,"total":2,"text":"2 of 2 done","isEnded":true')
  const results = await progress()
  expect(results).toContain('A rule speaks against it.')
  expect(results).not.toContain('progress.js')
  const states = await Promise.all(
    [clean, doubtful].map(async ({ reference }) => (await claimOf(world.context.db, reference)).state),
  )
  expect(states).toEqual(['approved', 'submitted'])

  const history = async (kind: string): Promise<string> =>
    (await fetch(`${world.url}/desk/claims/${clean.reference}?kind=${kind}`, { headers })).text()
  const approval = await history('application')
  expect(approval).toMatch(/Application approved[^]*Offered[^]*Rule R16, clause/)
  expect(approval).toContain('Application received')
  expect(await history('papers')).toMatch(
    /documents\/\d+">Return label[^]*<span class="soft small">Mail<\/span>/,
  )
  expect(await history('money')).toContain('Nothing of this kind has happened.')

  const [mail] = await mailsAbout(world.context.db, clean.reference)
  const copied = await post(`/desk/review/${clean.reference}/mails/${mail?.id}/copies`)
  expect(copied.status).toBe(303)
  expect((await post(`/desk/review/${doubtful.reference}/mails/${mail?.id}/copies`)).status).toBe(404)
  const copies = (await mailsAbout(world.context.db, clean.reference)).filter(({ resendOf }) => resendOf)
  expect(copies.map(({ resendOf }) => resendOf)).toEqual([mail?.id])
})

test('a view is saved, opens first from then on and is given up; the list leaves as a file', async () => {
  const headers = { Cookie: await signsIn(), 'Accept-Language': 'en' }
  const post = (path: string, fields: Record<string, string> = {}): Promise<Response> =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    })
  const view = {
    list: 'review',
    query: 'state=approved&order=risk&after=TI-1',
    name: 'Approved',
    usual: 'yes',
  }
  const approved = '/desk/review?state=approved&order=risk'
  expect((await post('/desk/filters', view)).headers.get('location')).toBe(approved)
  const queue = (): Promise<Response> => fetch(`${world.url}/desk/review`, { headers, redirect: 'manual' })
  expect((await queue()).headers.get('location')).toBe(approved)
  expect((await post('/desk/filters/1/endings')).headers.get('location')).toBe('/desk/review')
  expect((await queue()).status).toBe(200)
  expect((await post('/desk/filters/1/endings')).status).toBe(404)
  const file = await fetch(`${world.url}/desk/exports/review.csv?state=approved`, { headers })
  expect(file.headers.get('content-type')).toContain('text/csv')
  expect(await file.text()).toMatch(/Reference,Company,Programme,Submitted,Devices,State,Rules\r\n/)
})

test('every list leaves as a file for whoever may see it, and for nobody else', async () => {
  const heads = new Map<string, string>()
  const refused: string[] = []
  for (const who of ['desk', 'admin']) {
    const headers = { Cookie: await signsIn(who), 'Accept-Language': 'en' }
    for (const list of Object.keys(lists)) {
      const file = await fetch(`${world.url}/desk/exports/${list}.csv`, { headers })
      if (file.status === 200) heads.set(list, await file.text())
      else refused.push(`${who} ${list} ${file.status}`)
    }
  }
  // Messages are those of one webhook, and there is none: told before a file begins.
  expect(refused).toContain('admin messages 404')
  const { messages: _, ...others } = lists
  expect([...heads.keys()].toSorted()).toEqual(Object.keys(others).toSorted())
  expect([...heads].filter(([, text]) => !/^[A-Z][\w ]+,[^\n]*\r\n/.test(text))).toEqual([])
  expect(refused).toContain('desk accounts 403')
})

test('a job that gave up is shown with its error and tried again by a button, once', async () => {
  const { db, clock } = world.context
  const headers = { Cookie: await signsIn('admin'), 'Accept-Language': 'en' }
  await db.transaction((trx) =>
    enqueue(trx, { kind: 'read-evidence', key: 'lost-file', payload: {}, dueAt: clock.now() }),
  )
  await db('jobs')
    .where({ key: 'lost-file' })
    .update({ state: 'dead', attempts: 8, error: 'vault: unreadable' })
  const desk = async (): Promise<string> => (await fetch(`${world.url}/desk/jobs`, { headers })).text()
  const shown = await desk()
  expect(shown).toContain('vault: unreadable')
  const action = /action="(\/desk\/jobs\/\d+\/revival)"/.exec(shown)?.[1] ?? ''
  const presses = (cookie = headers): Promise<Response> =>
    fetch(`${world.url}${action}`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: cookie,
      redirect: 'manual',
    })
  expect((await presses({ ...headers, Cookie: await signsIn() })).status).toBe(403)
  expect((await presses()).status).toBe(303)
  expect(await deadJobs(db, 10)).toEqual([])
  expect(await desk()).not.toContain('vault: unreadable')
  expect((await presses()).status).toBe(409)
})
