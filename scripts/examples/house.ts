/** Examples of the house itself: accounts and their factors, keys, webhooks, jobs, personal data. */
import { generateSync } from 'otplib'
import { enqueue } from '../../server/jobs/store.ts'
import { callerAt, expected } from '../walk/caller.ts'
import { asking, signedIn } from './person.ts'
import type { Stage } from './stage.ts'

/** Everything that an admin does, and everybody with an account of their own. */
export async function walkHouse(stage: Stage): Promise<void> {
  await walkPeople(stage)
  await walkKeys(stage)
  await walkJobs(stage)
}

async function walkPeople({ house, admin, approver }: Stage): Promise<void> {
  const { password, ...made } = await admin<{ id: number; email: string; password: string }>(
    'POST',
    '/staff',
    {
      email: 'finance@backhaul.example',
      name: 'Finn Finance',
      roles: ['reviewer'],
    },
  )
  await admin('GET', '/staff')
  const session = await callerAt(house.url).post('/sessions', { email: made.email, password })
  const own = asking(house.url, expected<{ token: string }>(session, 201).token)
  await own('GET', '/sessions/current')
  const proven = await own<{ token: string }>('POST', '/sessions/current/proofs', { password })
  const staff = asking(house.url, proven.token)
  await staff('GET', '/account')
  await staff('GET', '/account/sessions')
  await staff('POST', '/account/passkey-challenges')
  await asking(house.url)('POST', '/sessions/passkey-challenges')
  const { secret } = await staff<{ secret: string }>('POST', '/account/app')
  const epoch = Math.floor(house.context.clock.now().epochMilliseconds / 1000)
  const code = generateSync({ secret, epoch })
  const { session: next } = await staff<{ session: { token: string } }>('POST', '/account/app/confirmation', {
    code,
  })
  const sure = asking(house.url, next?.token)
  await sure('POST', '/account/recovery-codes')
  const bare = await sure<{ session?: { token: string }; token?: string }>('DELETE', '/account/app')
  const after = asking(house.url, bare.token ?? bare.session?.token)
  await after('PUT', '/sessions/current/password', {
    current: password,
    next: 'a longer pass phrase of four words',
  })
  await admin('PUT', `/staff/${made.id}/roles`, { roles: ['reviewer', 'finance'] })
  await approver('POST', `/staff/${made.id}/roles/confirmation`)
  await admin('PUT', `/staff/${made.id}/subject`, { subject: '248289761001' })
  await admin('DELETE', `/staff/${made.id}/subject`)
  await admin('DELETE', `/staff/${made.id}/factors`)
  await admin('POST', `/staff/${made.id}/password`)
  await admin('DELETE', `/staff/${made.id}`)
  const leaving = signedIn(house, 'second')
  await leaving('DELETE', '/sessions/current')
}

async function walkKeys({ admin }: Stage): Promise<void> {
  const { id } = await admin<{ id: number }>('POST', '/api-keys', {
    name: 'Reports of the month',
    moves: ['see-jobs'],
  })
  await admin('GET', '/api-keys')
  await admin('DELETE', `/api-keys/${id}`)
}

async function walkJobs({ house, admin }: Stage): Promise<void> {
  const { db, clock } = house.context
  await db.transaction((trx) =>
    enqueue(trx, { kind: 'send-peppol', key: '7', payload: { message: 7 }, dueAt: clock.now() }),
  )
  await db('jobs')
    .where({ kind: 'send-peppol' })
    .update({ state: 'dead', attempts: 10, error: 'Error ECONNREFUSED' })
  const { jobs } = await admin<{ jobs: { id: number }[] }>('GET', '/jobs')
  await admin('POST', `/jobs/${jobs[0]?.id}/revival`, {})
  await db('jobs').where({ kind: 'send-peppol' }).delete()
}

/** Who is told, before anything happens; what was sent, afterwards. */
export async function walkWebhooks({ admin }: Stage): Promise<void> {
  const { id } = await admin<{ id: number }>('POST', '/webhooks', {
    url: 'https://erp.example.com/hooks/backhaul',
    kinds: ['claim.submitted', 'claim.approved'],
  })
  await admin('GET', '/webhooks')
  await admin('POST', `/webhooks/${id}/rotation`, {})
  await admin('POST', `/webhooks/${id}/resumption`, {})
}

/** What the one endpoint was told. */
export async function walkMessages({ admin }: Stage): Promise<void> {
  const [endpoint] = await admin<{ id: number }[]>('GET', '/webhooks')
  const [message] = await admin<{ id: string }[]>('GET', `/webhooks/${endpoint?.id}/messages`)
  await admin('POST', `/webhook-messages/${message?.id}/replay`, {})
  const period = { from: '2026-03-02T00:00:00Z', to: '2026-03-02T23:59:59Z' }
  await admin('POST', `/webhooks/${endpoint?.id}/replays`, period)
  await admin('DELETE', `/webhooks/${endpoint?.id}`)
}
