/**
 * Applications: how long a decision takes, how many come in a second beside a bare row written as durably through the
 * same express and Knex, whether submission and queue are as fast with many claims as with few, both on both engines,
 * and what photos leave in memory. CLAIMS=1000000 sets the many (100,000 unless told), MINUTES=5 how long photos come (1; 0 for not at all).
 */
import { dateIn } from '../../server/base/calendar.ts'
import { countedFacts, partiesOf } from '../../server/claims/facts.ts'
import type { Context } from '../../server/context.ts'
import { demandsOf } from '../../server/programmes/caps.ts'
import { judge } from '../../server/programmes/rules.ts'
import { currentProgramme } from '../../server/programmes/store.ts'
import { applicationOf, programmeId } from '../walk/applicant.ts'
import { openHouse } from '../walk/house.ts'
import { crowdFigures } from './applications/crowd.ts'
import { photoFigures } from './applications/photos.ts'
import { rateFigure } from './applications/rate.ts'
import { engines } from './engines.ts'
import type { Figure } from './figure.ts'

const decisions = 5000

export async function* measure(): AsyncGenerator<Figure> {
  for await (const { engine, databaseUrl } of engines({ isDurable: true }))
    yield* measureOn(engine, databaseUrl)
  const minutes = Number(process.env['MINUTES'] ?? 1)
  if (minutes > 0) yield* await photoFigures(minutes)
}

async function* measureOn(engine: string, databaseUrl?: string): AsyncGenerator<Figure> {
  const house = await openHouse({ today: '2026-03-02', databaseUrl })
  try {
    if (engine === 'SQLite') yield await decisionFigure(house.context)
    yield await rateFigure(house, engine)
    yield* await crowdFigures(house, engine, databaseUrl)
  } finally {
    await house.close()
  }
}

/** All rules over facts that are there already: the 99th of a hundred. */
async function decisionFigure(context: Context): Promise<Figure> {
  const application = await applicationOf(context)
  const { programme } = await currentProgramme(context.db, programmeId)
  const submittedOn = dateIn(context.clock.now(), programme.timeZone)
  const parties = partiesOf(application)
  const demands = demandsOf(programme, application, parties, submittedOn)
  const facts = await countedFacts(context.db, application, programme, {
    submittedOn,
    reference: '',
    parties,
    demands,
  })
  const spent: number[] = []
  // Until V8 has compiled what runs often, as it has in a server that is up for a minute.
  for (let run = 0; run < decisions; run += 1) judge(application, programme, facts)
  for (let run = 0; run < decisions; run += 1) {
    const before = performance.now()
    judge(application, programme, facts)
    spent.push(performance.now() - before)
  }
  const p99 = spent.toSorted((one, other) => one - other)[Math.floor(decisions * 0.99)] ?? 0
  return { name: 'decision, 99th of a hundred', value: p99, unit: 'ms', atMost: 1 }
}
