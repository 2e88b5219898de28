/** The settings of another house by whose word staff may sign in (OpenID Connect). Part of the one table of `config.ts`. */
import { z } from 'zod'
import { issuer, secret, type Setting } from './setting.ts'
import type { OrganisationSettings } from './staff/organisation.ts'

/** Its settings, in the order in which they are explained. */
export const organisationTable = [
  {
    name: 'OIDC_ISSUER',
    default: undefined,
    purpose:
      'Issuer of OpenID Connect by whose word staff may sign in, as `https://login.example.com`. Send people back to `/sign-in/organisation/answer` of this server. Needs `OIDC_CLIENT_ID` and `OIDC_CLIENT_SECRET` as well. Roles and second factors stay those of this server.',
    check: issuer,
    needs: ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    repair:
      'Set it to the https address that the provider calls its issuer, or leave it out. Plain http passes on localhost alone.',
  },
  {
    name: 'OIDC_CLIENT_ID',
    default: undefined,
    purpose: 'Name under which the provider knows this server.',
    check: z.string().max(200),
    needs: ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET'],
    repair: 'Set it to the client id that the provider gave, or leave it out.',
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    default: undefined,
    purpose: 'Secret that the provider gave with the client id.',
    check: secret,
    needs: ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
    repair: 'Set it to the secret of the client, at least 16 characters, or leave it out.',
  },
  {
    name: 'OIDC_DOMAINS',
    default: undefined,
    purpose:
      'Domains of mail addresses, separated by commas: an address there that the provider has verified binds its person to the account with that address at the first sign-in. Without it an admin binds each by hand.',
    check: z.string().regex(/^[a-z\d.-]+(\s*,\s*[a-z\d.-]+)*$/i),
    needs: ['OIDC_ISSUER'],
    repair: 'Set it to domains of your own such as example.com, separated by commas, or leave it out.',
  },
] as const satisfies readonly Setting[]

/** All three or none; the table refuses what is half set up. */
export function organisationIn(values: ReadonlyMap<string, string>): OrganisationSettings | undefined {
  const [known, clientId, clientSecret] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET'].map((name) =>
    values.get(`OIDC_${name}`),
  )
  if (!known || !clientId || !clientSecret) return undefined
  const domains = (values.get('OIDC_DOMAINS') ?? '').toLowerCase().split(/\s*,\s*/)
  return { issuer: known, clientId, clientSecret, domains: domains.filter(Boolean) }
}
