/** The settings of accounts with carriers. Part of the one table of `config.ts`. */
import { z } from 'zod'
import { listIn, origin, secret, type Setting } from './setting.ts'

/** Accounts with carriers; what is not set up is undefined. */
export type CarrierSettings = {
  readonly ownContractSecret: string | undefined
  readonly karrioUrl: string | undefined
  readonly karrioToken: string | undefined
  readonly karrioSecret: string | undefined
  /** Host names that may have a private address. */
  readonly privateHosts: readonly string[]
}

/** Their settings, in the order in which they are explained. */
export const carrierTable = [
  {
    name: 'CARRIER_WEBHOOK_SECRET',
    default: undefined,
    purpose:
      'Secret of the carrier of our own contract: it signs the events that it sends with it. Without it none are taken.',
    check: secret,
    repair: 'Set it to at least 16 characters that only you and the carrier know, or leave it out.',
  },
  {
    name: 'KARRIO_URL',
    default: undefined,
    purpose:
      'Address of a karrio server, for programmes whose carrier is connected by it. Needs `KARRIO_TOKEN` as well.',
    check: origin,
    needs: ['KARRIO_TOKEN'],
    repair: 'Set it to an address such as https://api.karrio.example, without a path, or leave it out.',
  },
  {
    name: 'KARRIO_TOKEN',
    default: undefined,
    purpose: 'API key of the karrio server.',
    check: secret,
    needs: ['KARRIO_URL'],
    repair: 'Set it to the API key that karrio shows under Developers, or leave it out.',
  },
  {
    name: 'KARRIO_WEBHOOK_SECRET',
    default: undefined,
    purpose:
      'Secret that karrio gave with the webhook that posts to `/api/carrier-events/karrio` of this server. Without it no events are taken.',
    check: secret,
    repair: 'Set it to the secret of the webhook, or leave it out.',
  },
  {
    name: 'CARRIER_PRIVATE_HOSTS',
    default: undefined,
    purpose:
      'Hosts of carriers, of the register of VAT numbers and of `OIDC_ISSUER` inside your own network, separated by commas. All others must have a public address: calls to private ones are refused.',
    check: z.string().regex(/^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/),
    repair: 'Set it to host names such as karrio.internal, separated by commas, or leave it out.',
  },
] as const satisfies readonly Setting[]

/** What is set up of them. */
export const carriersIn = (values: ReadonlyMap<string, string>): CarrierSettings => ({
  ownContractSecret: values.get('CARRIER_WEBHOOK_SECRET'),
  karrioUrl: values.get('KARRIO_URL'),
  karrioToken: values.get('KARRIO_TOKEN'),
  karrioSecret: values.get('KARRIO_WEBHOOK_SECRET'),
  privateHosts: listIn(values.get('CARRIER_PRIVATE_HOSTS') ?? ''),
})
