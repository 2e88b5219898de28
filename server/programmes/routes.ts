/** Programmes over HTTP: which there are, and what each of them asks. */
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import type { Database } from '../database.ts'
import { operation, type Operation } from '../web/operation.ts'
import { textIn } from './schema/words.ts'
import { currentProgramme, currentProgrammes, type CurrentProgramme } from './store.ts'
import { programmeSchema } from './programme.ts'

const programmeView = z
  .object({
    id: z.string(),
    edition: z.string(),
    version: z.string(),
    name: z.string(),
    summary: z.string(),
    countries: z.array(z.string()),
    currency: z.string(),
    purchaseWindow: z.object({ from: z.iso.date(), to: z.iso.date().optional() }),
    lastApplicationOn: z.iso.date().optional(),
  })
  .meta({ id: 'ProgrammeSummary' })

/** Loads an edition and says so in the journal, which this room does not know. */
export type Loading = (db: Database, source: string, by: Actor) => Promise<CurrentProgramme>

/** Programmes for whoever asks, and a new edition of one. */
export const programmeOperations = (office: { readonly loadEdition: Loading }): Operation[] => [
  operation(
    {
      method: 'post',
      path: '/programmes',
      move: 'load-programme',
      tag: 'programmes',
      summary: 'Load an edition; new applications are made under it',
      description:
        'The programme file as text. Claims that run keep their edition. Whoever loads an edition releases no run that pays by it.',
      input: z.strictObject({ source: z.string().min(1).max(200_000) }),
      output: programmeView,
      status: 201,
    },
    async ({ db, actor, input, locale }) => {
      return viewOf(await office.loadEdition(db, input.source, actor), locale)
    },
  ),
  operation(
    {
      method: 'get',
      path: '/programmes',
      move: 'look-up',
      tag: 'programmes',
      summary: 'Programmes that run here',
      output: z.array(programmeView),
    },
    async ({ db, locale }) => (await currentProgrammes(db)).map((current) => viewOf(current, locale)),
  ),
  operation(
    {
      method: 'get',
      path: '/programmes/{programme}',
      move: 'look-up',
      tag: 'programmes',
      summary: 'The whole edition that new applications are made under',
      output: z.object({ version: z.string(), programme: programmeSchema }),
    },
    async ({ db, params }) => {
      const { hash, programme } = await currentProgramme(db, params.programme)
      return { version: hash, programme }
    },
  ),
]

const viewOf = ({ hash, programme }: CurrentProgramme, locale: Parameters<typeof textIn>[1]) => ({
  id: programme.id,
  edition: programme.edition,
  version: hash,
  name: textIn(programme.name, locale),
  summary: textIn(programme.summary, locale),
  countries: programme.countries,
  currency: programme.currency,
  purchaseWindow: programme.purchaseWindow,
  lastApplicationOn: programme.applicationWindow.to,
})
