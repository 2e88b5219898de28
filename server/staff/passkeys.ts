/**
 * What passkeys are (WebAuthn level 2), by SimpleWebAuthn: what a browser is asked, and whether its answer is right. The
 * answer must be for this house, from its pages, with a person who proved to be theirs (PIN, finger, face). Knows no row.
 */
import { z } from 'zod'
import type { RelyingParty } from './relying-party.ts'

// Its readers of certificates take a second to load, which only those who use a passkey shall wait for.
const webAuthn = () => import('@simplewebauthn/server')

/** What is kept of a passkey to know it again. */
export type Passkey = {
  readonly credentialId: string
  /** COSE key in base64url. */
  readonly publicKey: string
  /** Uses so far, as the authenticator counts them; 0 for ever where it does not. */
  readonly counter: number
  readonly transports: readonly string[]
}

/** What a browser is to be asked, as JSON for `PublicKeyCredential.parse…OptionsFromJSON`. */
export type Question = Readonly<Record<string, unknown>> & { readonly challenge: string }

const encoded = z.string().max(20_000)
const credential = {
  id: z.string().min(1).max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
}

/** A browser's answer to registering, as `PublicKeyCredential.toJSON` writes it. */
export const registrationAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded,
    attestationObject: encoded,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
})

/** A browser's answer to being asked for a passkey. */
export const useAnswer = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: encoded,
    authenticatorData: encoded,
    signature: encoded,
    userHandle: z.string().max(200).nullish(),
  }),
})

/** What a browser is asked to make a passkey for an account; never one on an authenticator that is known already. */
export async function askToRegister(
  { id }: RelyingParty,
  account: { readonly id: number; readonly email: string; readonly name: string },
  known: readonly Passkey[],
): Promise<Question> {
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Backhaul',
    rpID: id,
    userName: account.email,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(`staff:${account.id}`),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
  })
  return { ...options }
}

/** What a browser is asked to use whichever passkey of this house its person has. */
export async function askToUse({ id }: RelyingParty): Promise<Question> {
  const { generateAuthenticationOptions } = await webAuthn()
  return { ...(await generateAuthenticationOptions({ rpID: id, userVerification: 'required' })) }
}

/** The challenge that an answer claims to be of; undefined for an answer that is none. */
export function challengeIn({
  response,
}: {
  readonly response: { readonly clientDataJSON: string }
}): string | undefined {
  try {
    const data: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'))
    return z.object({ challenge: z.string() }).safeParse(data).data?.challenge
  } catch {
    return undefined
  }
}

/** The passkey that an answer to `challenge` brings, or undefined when anything about it is wrong. */
export async function passkeyFrom(
  { id, origin }: RelyingParty,
  answer: z.output<typeof registrationAnswer>,
  challenge: string,
): Promise<Passkey | undefined> {
  const { verifyRegistrationResponse } = await webAuthn()
  const { transports = [], ...response } = answer.response
  // The library throws for each thing that is wrong; which one it was is nobody's concern.
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...answer, response, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
  }).catch(() => ({ registrationInfo: undefined }))
  return (
    registrationInfo && {
      credentialId: registrationInfo.credential.id,
      publicKey: Buffer.from(registrationInfo.credential.publicKey).toString('base64url'),
      counter: registrationInfo.credential.counter,
      transports,
    }
  )
}

/**
 * The authenticator's counter after a use that is right, or undefined. A counter that does not grow is a copy's (WebAuthn
 * 7.2, 22), and refused like a wrong signature.
 */
export async function counterAfter(
  { id, origin }: RelyingParty,
  { credentialId, publicKey, counter }: Passkey,
  { response: { userHandle, ...signed }, ...answer }: z.output<typeof useAnswer>,
  challenge: string,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await webAuthn()
  const found = await verifyAuthenticationResponse({
    response: {
      ...answer,
      response: { ...signed, ...(typeof userHandle === 'string' && { userHandle }) },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: id,
    credential: {
      id: credentialId,
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
      counter,
    },
  }).catch(() => undefined)
  return found?.verified ? found.authenticationInfo.newCounter : undefined
}
