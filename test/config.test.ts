import { readFileSync } from 'node:fs'
import { Refusal } from '../server/base/refusal.ts'
import { readSettings, settingsTable } from '../server/config.ts'
import { settingsPage } from '../scripts/settings.ts'

const production = {
  MODE: 'production',
  PUBLIC_URL: 'https://trade-in.example.com/',
  SMTP_URL: 'smtps://user:secret@mail.example.com',
  GS1_COMPANY_PREFIX: '5712345',
  MAIL_FROM: 'trade-in@example.com',
}

test('without any variable it is a demonstration on this machine', () => {
  expect(readSettings({})).toEqual({
    mode: 'demonstration',
    port: 3000,
    preAdviceHour: 16,
    preAdviceMail: undefined,
    publicUrl: 'http://localhost:3000',
    dataDir: './data',
    databaseUrl: './data/backhaul.sqlite',
    smtpUrl: undefined,
    mailFrom: 'trade-in@localhost',
    viesUrl: undefined,
    webhookPrivateHosts: [],
    gs1CompanyPrefix: '9521234',
    carriers: {
      ownContractSecret: undefined,
      karrioUrl: undefined,
      karrioToken: undefined,
      karrioSecret: undefined,
      privateHosts: [],
    },
    drawingThreads: 1,
    centreTimeZone: 'Europe/Berlin',
    trustedProxies: 0,
    logLevel: 'info',
  })
})

test('a default follows the setting that it is made from, and an empty variable is none', () => {
  expect(readSettings({ PORT: '8080', DATA_DIR: '/var/lib/backhaul', PUBLIC_URL: ' ' })).toMatchObject({
    publicUrl: 'http://localhost:8080',
    databaseUrl: '/var/lib/backhaul/backhaul.sqlite',
  })
})

test('production takes what the world can reach', () => {
  expect(readSettings(production)).toMatchObject({
    mode: 'production',
    publicUrl: 'https://trade-in.example.com',
  })
})

test.each([
  ['MODE', 'test'],
  ['PORT', '70000'],
  ['PORT', '3000.5'],
  ['PORT', '-1'],
  ['PUBLIC_URL', 'trade-in.example.com'],
  ['PUBLIC_URL', 'ftp://trade-in.example.com'],
  ['PUBLIC_URL', 'https://trade-in.example.com/path'],
  ['DATABASE_URL', 'mysql://localhost/backhaul'],
  ['DATABASE_URL', '://'],
  ['SMTP_URL', 'mail.example.com:25'],
  ['MAIL_FROM', 'Backhaul <trade-in@example.com>'],
  ['GS1_COMPANY_PREFIX', '12345'],
  ['TRUSTED_PROXIES', 'yes'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused', (name, value) => {
  expect(namesRefused({ [name]: value })).toEqual([`/${name}`])
})

test.each([
  ['PUBLIC_URL', 'http://trade-in.example.com'],
  ['SMTP_URL', ''],
  ['MAIL_FROM', ''],
  ['GS1_COMPANY_PREFIX', '9521234'],
])('%s=%s is refused in production', (name, value) => {
  expect(namesRefused({ ...production, [name]: value })).toEqual([`/${name}`])
})

test.each([
  [{ OIDC_ISSUER: 'https://login.example.com' }, ['/OIDC_CLIENT_ID', '/OIDC_CLIENT_SECRET']],
  [
    { OIDC_ISSUER: 'https://login.example.com', OIDC_CLIENT_SECRET: 'a secret of this test' },
    ['/OIDC_CLIENT_ID'],
  ],
  [{ OIDC_DOMAINS: 'example.com' }, ['/OIDC_ISSUER']],
  [{ KARRIO_URL: 'https://karrio.example.com' }, ['/KARRIO_TOKEN']],
  [{ KARRIO_TOKEN: 'a token of this test' }, ['/KARRIO_URL']],
])('half a set is refused by the name of what it lacks: %j', (environment, missing) => {
  expect(namesRefused(environment)).toEqual(missing)
})

test('all wrong settings are named at once, and only those', () => {
  expect(namesRefused({ PORT: 'x', DATA_DIR: '/data', LOG_LEVEL: 'x' })).toEqual(['/PORT', '/LOG_LEVEL'])
})

test('a refusal never shows the value, which may hold a password', () => {
  const refusal = refusalOf({ DATABASE_URL: 'mysql://app:secret@localhost/backhaul' })
  expect(JSON.stringify(refusal)).not.toContain('secret')
  expect(refusal?.message).not.toContain('secret')
})

test('every default passes its own check', () => {
  const withDefaults = settingsTable.filter((setting) => setting.default && !setting.default.includes('{'))
  expect(withDefaults.filter((setting) => !setting.check.safeParse(setting.default).success)).toEqual([])
})

test('docs/settings.md is what the table says; `npm run settings` writes it anew', () => {
  expect(readFileSync('docs/settings.md', 'utf8')).toBe(settingsPage())
})

const namesRefused = (environment: Record<string, string>): string[] | undefined =>
  refusalOf(environment)?.faults.map(({ path }) => path)

function refusalOf(environment: Record<string, string>): Refusal | undefined {
  try {
    readSettings(environment)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
