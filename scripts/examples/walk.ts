/**
 * One walk past every operation of the API, in an order in which each finds what it needs. Only the API is called, but for
 * what a machine would tell us: a carrier's word, a charge, a job that gave up.
 */
import { operationsOf } from '../../server/api.ts'
import { openHouse, type House } from '../walk/house.ts'
import { callerAt, expected } from '../walk/caller.ts'
import { meetPeople } from '../walk/people.ts'
import { walkAudit } from './audit.ts'
import { walkClaims } from './claims.ts'
import { walkEnrolment } from './enrolment.ts'
import { walkHouse, walkMessages, walkWebhooks } from './house.ts'
import { walkMoney } from './money.ts'
import { walkProgrammes } from './programmes.ts'
import { masked } from './masking.ts'
import { openRecorder } from './recorder.ts'
import { walkShipping } from './shipping.ts'
import { asking, signedIn } from './person.ts'
import type { Stage } from './stage.ts'

/** Walks in a house of which nothing has happened yet, on 2026-03-02. */
export async function walkExamples(house: House): Promise<void> {
  const people = await meetPeople(house, 'dk-workstation-trade-in-open')
  const owner: Stage['owner'] = async ({ reference, link }) => {
    const holder = callerAt(house.url, `${reference}.${link.split('/').at(-1)}`)
    expected(await holder.post(`/claims/${reference}/codes`, {}), 204)
    const code = await house.codeFor(reference)
    const session = await holder.post(`/claims/${reference}/sessions`, { code })
    return asking(house.url, `claim.${expected<{ token: string }>(session, 201).token}`)
  }
  const by = (who: string) => signedIn(house, who)
  const staff = { desk: by('desk'), second: by('second'), approver: by('approver'), admin: by('admin') }
  const stage = { house, people, owner, ...staff }
  await walkEnrolment(stage)
  await walkHouse(stage)
  await walkWebhooks(stage)
  await walkClaims(stage)
  await walkMessages(stage)
  await walkProgrammes(stage)
  await walkShipping(stage)
  await walkAudit(stage)
  await walkMoney(stage)
}

/** The example of every operation, as `templates/api-examples.json` keeps it. Opens a house of its own. */
export async function drawExamples(): Promise<{
  readonly text: string
  readonly without: readonly string[]
}> {
  const house = await openHouse({
    today: '2026-03-02',
    stand: { readEvidence: async () => undefined },
    // Accounts are bound to it; nobody signs in by it here, so it is never asked.
    environment: {
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_CLIENT_ID: 'backhaul',
      OIDC_CLIENT_SECRET: 'a secret of this walk alone',
    },
  })
  const operations = operationsOf(house.context)
  const recorder = openRecorder(operations)
  const plain = globalThis.fetch
  globalThis.fetch = recorder.fetch
  try {
    await walkExamples(house)
  } finally {
    globalThis.fetch = plain
    await house.close()
  }
  const examples = masked(recorder.examples()) as object
  const without = operations
    .filter(({ input, output }) => input || output)
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    .filter((name) => !(name in examples))
  return { text: `${JSON.stringify(examples, null, 1)}\n`, without }
}
