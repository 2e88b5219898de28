/** `npm run doctor`: tries out what the server needs and names the repair of each fault. Changes nothing; exits 1 on a fault. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import nodemailer from 'nodemailer'
import { Refusal, type Fault } from '../server/base/refusal.ts'
import { readSettings, type Settings } from '../server/config.ts'
import { openDatabase } from '../server/database.ts'
import { openVirusScanner } from '../server/evidence/virus-scanner.ts'

/** What is looked at, how, and what to do when it fails. A check throws when something is wrong. */
type Check = {
  readonly name: string
  readonly repair: (settings: Settings) => string
  readonly check: (settings: Settings) => void | Promise<void>
}

const patienceMs = 10_000

const checks: readonly Check[] = [
  {
    name: 'Folder for data',
    repair: ({ dataDir }) =>
      `Let the server's user write ${resolve(dataDir)}, or set DATA_DIR to another folder.`,
    check: ({ dataDir }) => accessSync(nearest(resolve(dataDir)), constants.W_OK),
  },
  {
    name: 'Port',
    repair: ({ port }) => `Stop what listens on port ${port} (the server itself?), or set PORT to another.`,
    check: ({ port }) => listen(port),
  },
  {
    name: 'Database',
    repair: ({ databaseUrl }) =>
      databaseUrl.includes('://')
        ? 'See that PostgreSQL runs and that DATABASE_URL names the right host, user, password and database.'
        : `See that DATABASE_URL names an SQLite file that the server's user may write: ${resolve(databaseUrl)}`,
    check: ({ databaseUrl }) => askDatabase(databaseUrl),
  },
  {
    name: 'Mail server',
    repair: () =>
      'See that SMTP_URL names the right host, port, user and password, and that the host can be reached.',
    check: async ({ smtpUrl }) => {
      if (!smtpUrl) return
      const limits = { connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs }
      await nodemailer.createTransport({ url: smtpUrl, ...limits }).verify()
    },
  },
  {
    name: 'Virus scanner',
    repair: () =>
      "See that clamd runs and has its signatures, that CLAMD_URL names its socket or port, and that the server's user may write to the socket.",
    check: async ({ clamdUrl }) => {
      if (clamdUrl) await openVirusScanner(clamdUrl, patienceMs).findingIn(Buffer.from('a file'))
    },
  },
]

const nearest = (folder: string): string => (existsSync(folder) ? folder : nearest(dirname(folder)))

const listen = (port: number): Promise<void> =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(port, () => probe.close(() => done()))
  })

/** An SQLite file that does not exist yet is made at the first start; here only its folder is looked at. */
async function askDatabase(url: string): Promise<void> {
  if (!url.includes('://') && !existsSync(url))
    return accessSync(nearest(resolve(dirname(url))), constants.W_OK)
  const db = openDatabase(url)
  try {
    await db.raw('select 1')
  } finally {
    await db.destroy()
  }
}

type Finding = { readonly name: string; readonly fault?: string; readonly repair?: string }

/** What passes and is seldom meant. Told beside the rest; nothing fails by it. */
function advice({ publicUrl, trustedProxies, organisation }: Settings): string[] {
  const list: string[] = []
  if (publicUrl.startsWith('https:') && trustedProxies === 0)
    list.push(
      'TRUSTED_PROXIES is 0, so all visitors behind your proxy count as one and share its limits. Set it to 1 for one proxy.',
    )
  if (organisation?.domains.length === 0)
    list.push('OIDC_DOMAINS is not set, so an admin binds each account to the organisation by hand.')
  return list
}

/** Everything that can be said; what needs settings is tried only when they can be read. */
async function examine(): Promise<Finding[]> {
  try {
    const settings = readSettings(process.env)
    for (const line of advice(settings)) console.log(`look   ${line}`)
    const tried = checks.map((check) => findingOf(check, settings))
    return [nodeFinding(), { name: 'Settings' }, ...(await Promise.all(tried))]
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [nodeFinding(), ...error.faults.map(settingFinding)]
  }
}

async function findingOf({ name, check, repair }: Check, settings: Settings): Promise<Finding> {
  try {
    await check(settings)
    return { name }
  } catch (error) {
    return { name, fault: error instanceof Error ? error.message : String(error), repair: repair(settings) }
  }
}

const settingFinding = ({ facts }: Fault): Finding => ({
  name: `Setting ${facts?.['setting']}`,
  fault: 'cannot be used',
  repair: String(facts?.['repair']),
})

/** The lowest version stands in package.json. */
function nodeFinding(): Finding {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } }
  const [major = 0, minor = 0] = engines.node.replace('>=', '').split('.').map(Number)
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  const recent = ownMajor > major || (ownMajor === major && ownMinor >= minor)
  const name = `Node.js ${process.versions.node}`
  return recent ? { name } : { name, fault: 'is too old', repair: `Install Node.js ${engines.node}.` }
}

const findings = await examine()
for (const { name, fault, repair } of findings) {
  console.log(fault === undefined ? `good   ${name}` : `WRONG  ${name}: ${fault}\n       ${repair}`)
}
if (findings.some(({ fault }) => fault !== undefined)) process.exitCode = 1
