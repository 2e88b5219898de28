/**
 * The settings, all of them, from the environment. One table says of each its default, what it is for and how to mend it;
 * the check, `npm run doctor` and docs/settings.md are made from it. Looks at words only: whether a port is free or a
 * server answers is the doctor's business.
 */
import { z } from 'zod'
import { Refusal } from './base/refusal.ts'
import type { OrganisationSettings } from './staff/organisation.ts'
import { carriersIn, carrierTable, type CarrierSettings } from './carrier-settings.ts'
import { organisationIn, organisationTable } from './organisation-settings.ts'
import {
  address,
  faultOf,
  fileOrPostgres,
  isTimeZone,
  listIn,
  mailAddress,
  origin,
  scannerAddress,
  secret,
  wholeNumber,
  type Environment,
  type Setting,
  valuesOf,
} from './setting.ts'

export type Mode = 'demonstration' | 'production'

/** What the server runs with. */
export type Settings = {
  readonly mode: Mode
  readonly port: number
  readonly publicUrl: string
  readonly dataDir: string
  readonly databaseUrl: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly viesUrl: string | undefined
  /** Another house by whose word staff may sign in. */
  readonly organisation: OrganisationSettings | undefined
  readonly gs1CompanyPrefix: string
  readonly carriers: CarrierSettings
  /** Hosts of receivers of webhooks that may have a private address. */
  readonly webhookPrivateHosts: readonly string[]
  /** Address of clamd; undefined where nothing is scanned. */
  readonly clamdUrl: string | undefined
  readonly centreTimeZone: string
  /** 0 to 23, in `centreTimeZone`. */
  readonly preAdviceHour: number
  readonly preAdviceMail: string | undefined
  readonly drawingThreads: number
  readonly trustedProxies: number
  readonly metricsToken: string | undefined
  readonly logLevel: string
}

/** Every setting, in the order in which they are explained and filled in. */
export const settingsTable = [
  {
    name: 'MODE',
    default: 'demonstration',
    purpose:
      'A demonstration makes accounts and sample claims at its first start and shows its mails at `/dev/mail`. Production does neither.',
    check: z.enum(['demonstration', 'production']),
    repair: 'Set it to demonstration or production.',
  },
  {
    name: 'PORT',
    default: '3000',
    purpose: 'TCP port that the server listens on. 0 takes any free one.',
    check: wholeNumber(65_535),
    repair: 'Set it to a whole number from 0 to 65535.',
  },
  {
    name: 'PUBLIC_URL',
    default: 'http://localhost:{PORT}',
    purpose:
      'Address under which participants reach the server. It stands in mails and in the code on the label.',
    check: origin,
    repair: 'Set it to an address such as https://trade-in.example.com, without a path.',
    production: {
      check: address('https'),
      repair: 'Set it to the https address that the world uses: mails and labels carry it.',
    },
  },
  {
    name: 'DATA_DIR',
    default: './data',
    purpose:
      'Folder for the SQLite file, signing keys, uploaded evidence, documents and unsent mails. Back it up.',
    check: z.string(),
    repair: 'Set it to a folder that the server may write.',
  },
  {
    name: 'DATABASE_URL',
    default: '{DATA_DIR}/backhaul.sqlite',
    purpose:
      'A file path for SQLite, or `postgres://user:password@host:5432/database` for PostgreSQL 15 or newer.',
    check: fileOrPostgres,
    repair: 'Set it to a file path or to an address that begins with postgres://.',
  },
  {
    name: 'SMTP_URL',
    default: undefined,
    purpose:
      'Mail server, as `smtps://user:password@host:465`. One with `smtp://` has to offer STARTTLS, unless it is on this machine. Without it mails lie as .eml files in DATA_DIR/outbox.',
    check: address('smtp', 'smtps'),
    repair: 'Set it to an address that begins with smtp:// or smtps://, or leave it out.',
    production: { check: z.string(), repair: 'Set it: in production mails have to leave the house.' },
  },
  {
    name: 'MAIL_FROM',
    default: 'trade-in@localhost',
    purpose: 'Mail address of the sender.',
    check: mailAddress,
    repair: 'Set it to one plain mail address, such as trade-in@example.com.',
    production: {
      check: z.string().regex(/@[^@]+\.[^@]+$/),
      repair: 'Set it to the address that your mails come from: no mail server takes one at localhost.',
    },
  },
  {
    name: 'VIES_URL',
    default: undefined,
    purpose:
      'Register of VAT numbers, as `https://ec.europa.eu/taxation_customs/vies/rest-api`. Without it the reviewer who approves has looked the number up.',
    check: address('http', 'https').refine((text) => !text.endsWith('/')),
    repair: 'Set it to an address without a slash at its end, or leave it out.',
    production: {
      check: address('https').optional(),
      repair: 'Set it to an address that begins with https://, or leave it out.',
    },
  },
  {
    name: 'GS1_COMPANY_PREFIX',
    default: '9521234',
    purpose: 'GS1 company prefix of the parcel numbers (SSCC). 952 is what GS1 keeps for demonstrations.',
    check: z.string().regex(/^\d{7,10}$/),
    repair: 'Set it to the 7 to 10 digits that GS1 has given your company.',
    production: {
      check: z.string().regex(/^(?!952)/),
      repair: 'Set it to the prefix that GS1 has given your company: numbers with 952 are samples.',
    },
  },
  ...carrierTable,
  ...organisationTable,
  {
    name: 'WEBHOOK_PRIVATE_HOSTS',
    default: undefined,
    purpose:
      'Hosts inside your own network that webhooks may go to, separated by commas; they may be without TLS. All others must have a public address and https.',
    check: z.string().regex(/^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/),
    repair: 'Set it to host names such as erp.internal:8080, separated by commas, or leave it out.',
  },
  {
    name: 'CLAMD_URL',
    default: undefined,
    purpose:
      'Virus scanner that every upload is shown to before it is kept: clamd, as `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`. What it finds something in is refused; while it is away no file is taken. Without it nothing is scanned.',
    check: scannerAddress,
    repair:
      'Set it to an address such as unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310, or leave it out.',
  },
  {
    name: 'CENTRE_TIME_ZONE',
    default: 'Europe/Berlin',
    purpose: 'Time zone of the audit centre: its clock tells when something was scanned.',
    check: z.string().refine(isTimeZone),
    repair: 'Set it to a name of the time zone database, such as Europe/Berlin.',
  },
  {
    name: 'PRE_ADVICE_HOUR',
    default: '16',
    purpose:
      "Hour of the audit centre's day at which what waits for a carrier of our own contract goes on the day's list, into `pre-advice` of the data folder.",
    check: z.string().regex(/^([01]?\d|2[0-3])$/),
    repair: 'Set it to a full hour from 0 to 23, such as 16.',
  },
  {
    name: 'PRE_ADVICE_MAIL',
    default: undefined,
    purpose:
      'Address at which the carrier of our own contract gets each list by mail, CSV and PDF attached. The files are in `pre-advice` of the data folder as well; without an address they are only there, for the carrier or a transfer program (SFTP) to fetch.',
    check: mailAddress,
    repair:
      'Set it to one plain mail address of the carrier, such as orders@carrier.example, or leave it out.',
  },
  {
    name: 'DRAWING_THREADS',
    default: '1',
    purpose:
      'Threads in which documents are drawn while the server answers. One suits two cores; 0 draws between the answers.',
    check: wholeNumber(64),
    repair: 'Set it to a whole number from 0 to 64, at most one less than there are cores.',
  },
  {
    name: 'TRUSTED_PROXIES',
    default: '0',
    purpose: 'Number of reverse proxies before the server, so that limits count the right addresses.',
    check: wholeNumber(10),
    repair: 'Set it to the number of proxies, 0 when there is none.',
  },
  {
    name: 'METRICS_TOKEN',
    default: undefined,
    purpose:
      'What Prometheus sends as bearer token to `/metrics`. Without it there is no such page. It tells numbers only, of no person and no claim.',
    check: secret,
    repair: 'Set it to at least 16 characters that only you and Prometheus know, or leave it out.',
  },
  {
    name: 'LOG_LEVEL',
    default: 'info',
    purpose: 'How much is logged: silent, error, warn, info or debug. Never personal data.',
    check: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    repair: 'Set it to silent, error, warn, info or debug.',
  },
] as const satisfies readonly Setting[]

type Name = (typeof settingsTable)[number]['name']

/**
 * The checked settings. An empty variable counts as none.
 * @throws Refusal that lists everything wrong: the path is `/NAME`, the facts hold the repair and never the value, which may be secret.
 */
export function readSettings(environment: Environment): Settings {
  const values = valuesOf(settingsTable, environment)
  const all = settingsTable.flatMap((setting) => faultOf(setting, environment, values))
  // What two others lack is one thing to mend.
  const faults = [...new Map(all.map((fault) => [fault.path, fault])).values()]
  if (faults.length > 0) throw new Refusal('invalid', faults)
  const value = (name: Name): string => values.get(name) ?? ''
  return {
    mode: value('MODE') === 'production' ? 'production' : 'demonstration',
    port: Number(value('PORT')),
    publicUrl: new URL(value('PUBLIC_URL')).origin,
    dataDir: value('DATA_DIR'),
    databaseUrl: value('DATABASE_URL'),
    smtpUrl: values.get('SMTP_URL'),
    mailFrom: value('MAIL_FROM'),
    viesUrl: values.get('VIES_URL'),
    organisation: organisationIn(values),
    gs1CompanyPrefix: value('GS1_COMPANY_PREFIX'),
    carriers: carriersIn(values),
    webhookPrivateHosts: listIn(value('WEBHOOK_PRIVATE_HOSTS')),
    clamdUrl: values.get('CLAMD_URL'),
    centreTimeZone: value('CENTRE_TIME_ZONE'),
    preAdviceHour: Number(value('PRE_ADVICE_HOUR')),
    preAdviceMail: values.get('PRE_ADVICE_MAIL'),
    drawingThreads: Number(value('DRAWING_THREADS')),
    trustedProxies: Number(value('TRUSTED_PROXIES')),
    metricsToken: values.get('METRICS_TOKEN'),
    logLevel: value('LOG_LEVEL'),
  }
}
