/**
 * Another house that knows who our staff are (OpenID Connect Core 1.0), by openid-client: where to send somebody, and who
 * came back. Code flow with PKCE; state, nonce, issuer and signature are checked there. Knows no account and no row.
 */
import { z } from 'zod'
import { callOut, Unanswered } from '../web/outgoing.ts'
import type { Configuration, CustomFetchOptions } from 'openid-client'

// Loaded for the first who signs in this way.
const openidClient = () => import('openid-client')

/** What `OIDC_*` set. */
export type OrganisationSettings = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Domains whose verified addresses of mail bind an account; in small letters. */
  readonly domains: readonly string[]
}

/** What is kept here while somebody is over there. */
export const journey = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })
export type Journey = z.output<typeof journey>

/** Who came back. */
export type Identity = {
  readonly subject: string
  /** Only one that the other house has verified. */
  readonly email: string | undefined
}

export type Organisation = {
  readonly issuer: string
  readonly domains: readonly string[]
  /** Where to send somebody. @throws OrganisationSilent */
  readonly begin: () => Promise<{ readonly address: string; readonly journey: Journey }>
  /** Who came back by this query. @throws OrganisationSilent, or Error for an answer that is not right. */
  readonly finish: (query: URLSearchParams, journey: Journey) => Promise<Identity>
}

/** The other house does not answer. */
export class OrganisationSilent extends Error {}

const patience = 10_000
const answerBytesAtMost = 1024 * 1024

/** Where the other house sends people back to. */
export const returnPath = '/sign-in/organisation/answer'

/** `publicUrl`: ours; `privateHosts`: hosts that may have a private address. Asks nobody before somebody signs in. */
export function openOrganisation(
  { issuer, clientId, clientSecret, domains }: OrganisationSettings,
  { publicUrl, privateHosts }: { readonly publicUrl: string; readonly privateHosts: readonly string[] },
): Organisation {
  const back = `${publicUrl}${returnPath}`
  let known: Promise<Configuration> | undefined
  const house = (): Promise<Configuration> =>
    (known ??= discovered().catch((error: unknown) => {
      // Another try may find it awake.
      known = undefined
      throw new OrganisationSilent('no discovery', { cause: error })
    }))
  const discovered = async (): Promise<Configuration> => {
    const client = await openidClient()
    return client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // The settings let plain http pass for one's own machine alone.
      execute: new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : [],
      [client.customFetch]: (url: string, options: CustomFetchOptions) => fetched(url, options, privateHosts),
    })
  }
  return {
    issuer,
    domains,
    begin: async () => {
      const client = await openidClient()
      const config = await house()
      const drawn = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: back,
        scope: 'openid email',
        state: drawn.state,
        nonce: drawn.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(drawn.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, journey: drawn }
    },
    finish: async (query, { state, nonce, verifier }) => {
      const client = await openidClient()
      const config = await house()
      const tokens = await client.authorizationCodeGrant(config, new URL(`?${query.toString()}`, back), {
        pkceCodeVerifier: verifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      })
      const { sub = '' } = tokens.claims() ?? {}
      const told = await client.fetchUserInfo(config, tokens.access_token, sub)
      return { subject: sub, email: told.email_verified === true ? told.email : undefined }
    },
  }
}

/** The one door out, as openid-client wants to use it. */
async function fetched(
  url: string,
  { method, headers, body }: CustomFetchOptions,
  privateHosts: readonly string[],
): Promise<Response> {
  const text =
    body === null || body === undefined ? undefined : new URLSearchParams(body as URLSearchParams).toString()
  try {
    const call = { method, headers, body: text, privateHosts, patience, bytesAtMost: answerBytesAtMost }
    const answer = await callOut(new URL(url), call)
    const type = answer.headers['content-type']
    return new Response(answer.body.length > 0 ? new Uint8Array(answer.body) : null, {
      status: answer.status,
      headers: type ? { 'Content-Type': type } : {},
    })
  } catch (error) {
    throw error instanceof Unanswered ? new OrganisationSilent(error.code) : error
  }
}
