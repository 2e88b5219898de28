/** A whole house on a free port, with a clock that is set by hand: for the demonstration run and for story tests. */
import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { Temporal } from 'temporal-polyfill'
import { makeApp } from '../../server/app.ts'
import { readSettings } from '../../server/config.ts'
import { closeContext, openContext, type Context, type Stand } from '../../server/context.ts'
import type { MailFacts } from '../../server/mail/mails.ts'
import { mailsAbout } from '../../server/mail/store.ts'
import { prepare } from '../../server/prepare.ts'
import { ensureDemonstrationStaff } from '../../server/staff/demonstration.ts'
import { workRound } from '../../server/worker.ts'

export type House = {
  readonly url: string
  readonly context: Context
  /** The password of the demonstration accounts. */
  readonly password: string
  /** The code in the latest mail of a claim that holds one. */
  readonly codeFor: (reference: string) => Promise<string>
  /** Sets the clock: `2026-03-02`, at ten in the morning in Copenhagen, or a full instant. */
  readonly setClock: (to: string) => void
  /** Does everything that is due: mails, deadlines. */
  readonly work: () => Promise<void>
  readonly close: () => Promise<void>
}

const instantOf = (text: string): Temporal.Instant =>
  text.length === 10
    ? Temporal.PlainDateTime.from(`${text}T10:00`).toZonedDateTime('Europe/Copenhagen').toInstant()
    : Temporal.Instant.from(text)

/** A seed whose ticket is high: no story is drawn for a second look by chance. */
const undrawn = 'undrawn'

/**
 * Opens a house in a folder of its own, which goes away with `close`, or in `kept`, which stays with its keys and files.
 * Without `databaseUrl` it is a SQLite file in there.
 */
export async function openHouse({
  today,
  databaseUrl,
  kept,
  stand = {},
  environment = {},
  limits,
}: {
  readonly today: string
  readonly databaseUrl?: string | undefined
  readonly kept?: string | undefined
  readonly stand?: Stand
  /** Settings that differ, by their names. */
  readonly environment?: Readonly<Record<string, string>>
  /** Stands where requests are counted, for who asks more often than people do. */
  readonly limits?: RequestHandler
}): Promise<House> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'backhaul-house-'))
  let now = instantOf(today)
  const settings = readSettings({
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'error',
    DRAWING_THREADS: '0',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...environment,
  })
  const context = openContext(settings, { clock: { now: () => now }, seed: () => undrawn, ...stand })
  await prepare(context)
  const staff = await ensureDemonstrationStaff(context)
  const server = createServer(makeApp(context, undefined, limits))
  // A caller that pauses on a busy machine would find its connection closed under its next request.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the server has no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    context,
    password: staff?.password ?? '',
    codeFor: async (reference) => {
      const mail = (await mailsAbout(context.db, reference)).findLast(({ name }) => name === 'access-code')
      return (mail?.facts as MailFacts['access-code'] | undefined)?.code ?? ''
    },
    setClock: (to) => {
      now = instantOf(to)
    },
    work: async () => {
      await workRound(context)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await closeContext(context)
      if (!kept) rmSync(folder, { recursive: true, force: true })
    },
  }
}
