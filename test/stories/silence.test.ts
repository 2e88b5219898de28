/** A proposal that nobody answers (A3): reminded of once a week, never accepted by itself, and answered on its page. */
import { expected } from '../../scripts/walk/caller.ts'
import { cookieOf, foundAs } from '../../scripts/walk/people.ts'
import type { ClaimView } from '../../server/claims/view.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld({ today: '2026-03-02' })
})
afterEach(() => world.close())

test('silence is reminded of, page by page disputed, proposed anew and then accepted', async () => {
  const { desk, programme, appliesWell } = world.people
  const participant = await appliesWell({ boughtOn: '2026-02-10', invoiceNumber: 'L-1' })
  const { reference, link } = participant
  const { units } = expected<ClaimView>(await desk.post(`/claims/${reference}/approval`, {}), 201)
  expected(await desk.post('/scans', { scanned: reference }), 201)
  const device = units[0]?.device
  if (!device) throw new Error('no device')
  const finding = foundAs(device, programme)
  expected(await desk.post(`/claims/${reference}/units/1/audits`, { finding }), 201)

  const reminders = async (): Promise<number> => {
    await world.work()
    await world.work()
    const mails = await mailsAbout(world.context.db, reference)
    return mails.filter(({ name }) => name === 'deadline-reminder').length
  }
  for (const [day, count] of [
    ['2026-03-08', 0],
    ['2026-03-09', 1],
    ['2026-03-10', 1],
    ['2026-03-16', 2],
    ['2026-05-20', 3],
  ] as const) {
    world.setClock(day)
    expect({ day, count: await reminders() }).toEqual({ day, count })
  }
  expect(expected<ClaimView>(await participant.get(`/claims/${reference}`), 200).units[0]?.settlement).toBe(
    'proposed',
  )

  const page = link.replace(/^https?:\/\/[^/]+/, world.url)
  const headers = await cookieOf(world, { reference, link })
  const send = (path: string, fields: [string, string][]) =>
    fetch(`${page}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers,
    })
  const hashOf = async (): Promise<string> => {
    const { contentHash } = expected<{ contentHash: string }>(
      await participant.get(`/claims/${reference}/proposal`),
      200,
    )
    return contentHash
  }
  const answer = async (version: number): Promise<[string, string][]> => [
    ['version', String(version)],
    ['contentHash', await hashOf()],
  ]
  const nothingSaid = await send('/disputes', await answer(1))
  expect(nothingSaid.status).toBe(422)
  const objection: [string, string][] = [
    ['lines', '1'],
    ['reason', 'The serial number is another.'],
  ]
  expect((await send('/disputes', [...(await answer(1)), ...objection])).status).toBe(303)
  const outdated = await answer(1)
  expected(await desk.post(`/claims/${reference}/proposals`, {}), 201)
  expect((await send('/acceptance', outdated)).status).toBe(409)
  expect((await send('/acceptance', await answer(2))).status).toBe(303)
  expect((await send('/acceptance', await answer(2))).status).toBe(303)
  const { html, wrong } = {
    html: await (await fetch(page, { headers })).text(),
    wrong: '/invoices/TI-SB-2026-000001/objections',
  }
  expect(html).toContain(`${wrong}"`)
  expect((await send(wrong, objection)).status).toBe(303)
  expect((await send('/agreement-withdrawals', [])).status).toBe(303)
  expect(await (await fetch(page, { headers })).text()).not.toContain('agreement-withdrawals')
  expect(expected<object[]>(await desk.get('/invoices'), 200)).toHaveLength(1)
})
