/** Starts the server: checks the settings, brings the database up to date, loads the programmes, listens, stops cleanly. */
import { createServer } from 'node:http'
import { mkdirSync } from 'node:fs'
import { makeApp } from './app.ts'
import { Refusal } from './base/refusal.ts'
import { readSettings, type Settings } from './config.ts'
import { closeContext, openContext, type Context } from './context.ts'
import { clearIncoming } from './evidence/upload.ts'
import { prepare } from './prepare.ts'
import { ensureDemonstrationStaff } from './staff/demonstration.ts'
import { limitConnections } from './web/security.ts'
import { startWorker } from './worker.ts'

async function main(): Promise<void> {
  // The database and what else is written is nobody else's, also in a folder that all may enter. The group may fetch what goes out.
  process.umask(0o027)
  const settings = settingsOrExit()
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o700 })
  const context = openContext(settings)
  await prepare(context)
  await clearIncoming(context.incoming, new Date(context.clock.now().epochMilliseconds))
  if (settings.mode === 'demonstration') await demonstrate(context)
  const worker = startWorker(context)
  const server = createServer(makeApp(context, worker))
  limitConnections(server)
  server.listen(settings.port, () => {
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : settings.port
    console.log(`Backhaul listens on http://localhost:${port} (${settings.mode}). Ctrl-C stops it.`)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken = error.code === 'EADDRINUSE'
    console.error(
      taken
        ? `Port ${settings.port} is taken. Stop the other program or set PORT to a free one.`
        : String(error),
    )
    process.exit(1)
  })
  stopOnSignal(async () => {
    context.streams.end()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    await Promise.all([closed, worker.stop()])
    await closeContext(context)
  })
}

/** Names each wrong setting and its repair instead of a stack. */
function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    for (const { facts } of error.faults)
      console.error(`${facts?.['setting']} is wrong. ${facts?.['repair']}`)
    console.error('docs/settings.md explains every setting; npm run doctor checks them all.')
    process.exit(1)
  }
}

async function demonstrate(context: Context): Promise<void> {
  const staff = await ensureDemonstrationStaff(context)
  if (staff) {
    console.log('Demonstration accounts, told only now; all have the same password:')
    for (const { email, roles } of staff.accounts) console.log(`  ${email}  (${roles.join(', ')})`)
    console.log(`  password: ${staff.password}`)
  }
  const { fillDemonstration } = await import('./demonstration/fill.ts')
  await fillDemonstration(context)
}

/** Ten seconds for what is in hand; a second signal, or the end of that time, stops at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false
  const onSignal = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 9_000).unref()
    void stop().then(() => process.exit(0))
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

await main()
