/** The review desk as a browser uses it: several clean claims at once, and a message sent again (R95, R96). */
import { readEvidence } from '../../server/evidence/reading/read.ts'
import { claimOf } from '../../server/claims/store.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
})

afterAll(() => world.close())

async function signsIn(): Promise<string> {
  const body = new URLSearchParams({ email: 'desk@backhaul.example', password: world.password })
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
    ['claims', clean.reference],
    ['claims', doubtful.reference],
    ['claims', 'TI-NONE'],
  ])
  const results = await (await post('/desk/review', chosen)).text()
  expect(results).toContain('A rule speaks against it.')
  const states = await Promise.all(
    [clean, doubtful].map(async ({ reference }) => (await claimOf(world.context.db, reference)).state),
  )
  expect(states).toEqual(['approved', 'submitted'])

  const [mail] = await mailsAbout(world.context.db, clean.reference)
  const copied = await post(`/desk/review/${clean.reference}/mails/${mail?.id}/copies`)
  expect(copied.status).toBe(303)
  expect((await post(`/desk/review/${doubtful.reference}/mails/${mail?.id}/copies`)).status).toBe(404)
  const copies = (await mailsAbout(world.context.db, clean.reference)).filter(({ resendOf }) => resendOf)
  expect(copies.map(({ resendOf }) => resendOf)).toEqual([mail?.id])
})
