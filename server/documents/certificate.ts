/**
 * The key that seals documents, and its certificate: P-256, self-signed, made at the first start (RFC 5280). Where it
 * is kept, and who may read it, is the business of others.
 */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { bits, context, der, integer, objectId, octets, sequence, setOf, utf8, yes } from './der.ts'

/** A key that may sign, with the certificate that says whose it is. */
export type SigningKey = {
  readonly key: KeyObject
  readonly certificate: X509Certificate
}

const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))
const yearsValid = 10

/** A new key and certificate as one PEM text. `name` is what a PDF reader shows as the signer. */
export function makeSigningKey(now: Temporal.Instant, name = 'Backhaul'): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicInfo = publicKey.export({ type: 'spki', format: 'der' })
  const issuer = sequence(setOf(sequence(objectId('2.5.4.3'), utf8(name))))
  const from = now.toZonedDateTimeISO('UTC')
  const body = sequence(
    context(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])), // random, positive and of one length
    ecdsaWithSha256,
    issuer,
    sequence(moment(from), moment(from.add({ years: yearsValid }))),
    issuer,
    publicInfo,
    context(3, extensions(publicInfo)),
  )
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)))
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}${pem('CERTIFICATE', certificate)}`
}

/** Not an authority; may sign documents and stand by it (digitalSignature, contentCommitment). */
const extensions = (publicInfo: Buffer): Buffer =>
  sequence(
    sequence(objectId('2.5.29.19'), yes, octets(sequence())),
    sequence(objectId('2.5.29.15'), yes, octets(bits(Buffer.from([0b1100_0000]), 6))),
    sequence(objectId('2.5.29.14'), octets(octets(createHash('sha1').update(publicInfo).digest()))),
  )

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
function moment(when: Temporal.ZonedDateTime): Buffer {
  const digits = when.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/\D/g, '')
  return when.year < 2050
    ? der(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : der(0x18, Buffer.from(`${digits}Z`))
}

const pem = (kind: string, bytes: Buffer): string =>
  `-----BEGIN ${kind}-----\n${bytes.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END ${kind}-----\n`

/**
 * Reads key and certificate from one PEM text; the certificate may be an imported one of any authority.
 * @throws Error saying what to do when one is missing, the passphrase is wrong, or they do not belong together.
 */
export function openSigningKey(text: string, passphrase?: string): SigningKey {
  const [certificateText] = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/.exec(text) ?? []
  if (!certificateText)
    throw new Error('The signing key file holds no certificate. Add it below the private key.')
  const key = openKey(text, passphrase)
  const certificate = new X509Certificate(certificateText)
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new Error('The signing key is no P-256 key. Make one, or import one of that curve.')
  if (!certificate.checkPrivateKey(key))
    throw new Error(
      'The signing certificate belongs to another key. Put the two that belong together in one file.',
    )
  return { key, certificate }
}

function openKey(text: string, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key: text, format: 'pem', ...(passphrase !== undefined && { passphrase }) })
  } catch (cause) {
    throw new Error('The signing key cannot be read: it is missing, damaged, or its passphrase is another.', {
      cause,
    })
  }
}

/** @throws Error when the certificate is not in force at `when`: readers would call the signature invalid. */
export function checkInForce({ certificate }: SigningKey, when: Temporal.Instant): void {
  const [from, to] = [certificate.validFrom, certificate.validTo].map((text) => Date.parse(text))
  if (when.epochMilliseconds < (from ?? NaN) || when.epochMilliseconds > (to ?? NaN))
    throw new Error(
      `The signing certificate is in force from ${certificate.validFrom} to ${certificate.validTo} only. Make or import a new one.`,
    )
}
