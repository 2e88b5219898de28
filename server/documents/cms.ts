/**
 * A detached CAdES signature (RFC 5652, RFC 5035, ETSI EN 319 122-1 level B-B): P-256, SHA-256, the signing certificate
 * bound in. Bytes in, bytes out; knows no PDF.
 */
import { createHash, sign, verify, X509Certificate } from 'node:crypto'
import type { SigningKey } from './certificate.ts'
import { context, inOrder, integer, objectId, octets, readAll, readDer, sequence, setOf } from './der.ts'

const oid = {
  data: objectId('1.2.840.113549.1.7.1'),
  signedData: objectId('1.2.840.113549.1.7.2'),
  contentType: objectId('1.2.840.113549.1.9.3'),
  messageDigest: objectId('1.2.840.113549.1.9.4'),
  signingCertificate: objectId('1.2.840.113549.1.9.16.2.47'),
}
const sha256Algorithm = sequence(objectId('2.16.840.1.101.3.4.2.1'))
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))
const one = integer(Buffer.from([1]))

/** Signs the SHA-256 digest of what lies elsewhere. */
export function signDigest(digest: Buffer, signing: SigningKey): Buffer {
  const signer = signers.get(signing) ?? signerOf(signing.certificate.raw)
  signers.set(signing, signer)
  const attributes = attributesFor(digest, signer)
  // Signed as a SET, carried as [0]: RFC 5652, 5.4.
  return envelope(signer, attributes, sign('sha256', setOf(...attributes), signing.key))
}

/** What a signature says of who made it. */
type Signer = {
  readonly certificate: Buffer
  /** Issuer and serial number. */
  readonly name: Buffer
  /** The signing certificate, bound in. */
  readonly binding: Buffer
}

/** A key signs many documents; its certificate is taken apart once. */
const signers = new WeakMap<SigningKey, Signer>()

function signerOf(certificate: Buffer): Signer {
  const { issuer, serial } = namesIn(certificate)
  const binding = sequence(oid.signingCertificate, setOf(certificateId(certificate, { issuer, serial })))
  return { certificate, name: sequence(issuer, serial), binding }
}

const attributesFor = (digest: Buffer, { binding }: Signer): Buffer[] =>
  inOrder([
    sequence(oid.contentType, setOf(oid.data)),
    sequence(oid.messageDigest, setOf(octets(digest))),
    binding,
  ])

function envelope({ certificate, name }: Signer, attributes: readonly Buffer[], signature: Buffer): Buffer {
  const signer = sequence(
    one,
    name,
    sha256Algorithm,
    context(0, ...attributes),
    ecdsaWithSha256,
    octets(signature),
  )
  const body = [one, setOf(sha256Algorithm), sequence(oid.data), context(0, certificate), setOf(signer)]
  return sequence(oid.signedData, context(0, sequence(...body)))
}

/** ESSCertIDv2 with SHA-256, which is its default and therefore left out (RFC 5035, 4). */
function certificateId(certificate: Buffer, { issuer, serial }: Names): Buffer {
  const hash = createHash('sha256').update(certificate).digest()
  return sequence(sequence(sequence(octets(hash), sequence(sequence(context(4, issuer)), serial))))
}

type Names = { readonly issuer: Buffer; readonly serial: Buffer }

function namesIn(certificate: Buffer): Names {
  const [body] = readAll(readDer(certificate).content)
  const [, serial, , issuer] = readAll(body?.content ?? Buffer.alloc(0))
  if (!serial || !issuer) throw new RangeError('a certificate without issuer')
  return { issuer: issuer.whole, serial: serial.whole }
}

/**
 * The certificate whose holder signed this digest by `signDigest`, or undefined. `cms` may end in zeros. The envelope is
 * built again and compared, so that no byte of it can be another. Whether the certificate is ours is the caller's to judge.
 */
export function signerOfDigest(cms: Buffer, digest: Buffer): X509Certificate | undefined {
  try {
    const { certificate, signature } = partsOf(cms)
    const signer = signerOf(certificate.raw)
    const attributes = attributesFor(digest, signer)
    const expected = envelope(signer, attributes, signature)
    const same = expected.equals(cms.subarray(0, expected.length))
    const zeros = cms.subarray(expected.length).every((byte) => byte === 0)
    const genuine = same && zeros && verify('sha256', setOf(...attributes), certificate.publicKey, signature)
    return genuine ? certificate : undefined
  } catch {
    return undefined // not DER, not P-256, not a certificate: whatever it is, it is no signature of ours
  }
}

function partsOf(cms: Buffer): { signature: Buffer; certificate: X509Certificate } {
  const [, explicit] = readAll(readDer(cms).content)
  const signed = readAll(readDer(explicit?.content ?? Buffer.alloc(0)).content)
  const [signer] = readAll(signed[4]?.content ?? Buffer.alloc(0))
  const signature = readAll(signer?.content ?? Buffer.alloc(0)).at(-1)
  if (!signature) throw new RangeError('no signature')
  return {
    signature: signature.content,
    certificate: new X509Certificate(signed[3]?.content ?? Buffer.alloc(0)),
  }
}
