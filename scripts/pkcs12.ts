/** Key and certificate out of a file of an authority: PEM or PKCS#12 (RFC 7292), with or without a passphrase. */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import forge from 'node-forge'

/** Both as one PEM text without a passphrase. @throws Error saying what to do when the file or the passphrase is wrong. */
export function pemOf(bytes: Buffer, passphrase: string | undefined): string {
  const text = bytes.toString('latin1')
  return text.includes('-----BEGIN ') ? fromPem(text, passphrase) : fromPkcs12(text, passphrase)
}

function fromPem(text: string, passphrase: string | undefined): string {
  const [key] = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(text) ?? []
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? []
  if (!key) throw new Error('The file holds no private key. Put key and certificate into one file.')
  if (certificates.length === 0)
    throw new Error('The file holds no certificate. Put key and certificate into one file.')
  return joined(opened({ key, format: 'pem', passphrase }), certificates)
}

function opened(input: {
  key: string | Buffer
  format: 'pem' | 'der'
  passphrase?: string | undefined
}): KeyObject {
  const { passphrase, key, format } = input
  const secret = passphrase === undefined ? {} : { passphrase }
  try {
    return format === 'pem'
      ? createPrivateKey({ key, format, ...secret })
      : createPrivateKey({ key: key as Buffer, format, type: 'pkcs8' })
  } catch (cause) {
    throw new Error('The key does not open. Set KEY_PASSPHRASE to its passphrase.', { cause })
  }
}

function fromPkcs12(text: string, passphrase: string | undefined): string {
  const bags = bagsOf(text, passphrase)
  const { pkcs8ShroudedKeyBag = '', keyBag = '', certBag = '' } = forge.pki.oids
  const found = [pkcs8ShroudedKeyBag, keyBag].flatMap((bagType) => bags(bagType))
  const [key] = found
  if (!key) throw new Error('The file holds no private key. Export it together with its certificate.')
  // forge reads RSA keys itself and leaves all others as they are.
  if (key.key) throw new Error('The signing key is no P-256 key. Ask the authority for one of that curve.')
  const certificates = bags(certBag).map((bag) =>
    bag.cert ? forge.pki.certificateToPem(bag.cert) : pemCertificate(derOf(bag.asn1)),
  )
  if (certificates.length === 0) throw new Error('The file holds no certificate. Export it with its key.')
  return joined(opened({ key: derOf(key.asn1), format: 'der' }), certificates)
}

function bagsOf(text: string, passphrase: string | undefined): (bagType: string) => forge.pkcs12.Bag[] {
  let asn1: forge.asn1.Asn1
  try {
    asn1 = forge.asn1.fromDer(text)
  } catch (cause) {
    throw new Error('The file is neither PEM nor PKCS#12.', { cause })
  }
  try {
    const file = forge.pkcs12.pkcs12FromAsn1(asn1, false, passphrase ?? '')
    return (bagType) => file.getBags({ bagType })[bagType] ?? []
  } catch (cause) {
    throw new Error('The file does not open. Set KEY_PASSPHRASE to its passphrase.', { cause })
  }
}

const derOf = (asn1: forge.asn1.Asn1): Buffer => Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'latin1')

const pemCertificate = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----`

const joined = (key: KeyObject, certificates: readonly string[]): string =>
  [
    key.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
    ...certificates.map((one) => one.trim()),
    '',
  ].join('\n')
