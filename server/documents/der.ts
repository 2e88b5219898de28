/**
 * The few pieces of ASN.1 DER (ITU-T X.690) that a certificate and a signature consist of: written and read as plain
 * bytes. Knows encodings; knows neither keys nor signatures.
 */

/** A value as it lies in the bytes. `content` is what its tag holds, `whole` includes tag and length. */
export type Der = { readonly tag: number; readonly content: Buffer; readonly whole: Buffer }

/** One value: tag, length, content. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

/** Shortest form, as DER demands. */
function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = Buffer.from(
    length.toString(16).padStart(length < 0x100 ? 2 : length < 0x10000 ? 4 : 6, '0'),
    'hex',
  )
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

/** SEQUENCE (X.690, 8.9). */
export const sequence = (...members: readonly Buffer[]): Buffer => der(0x30, ...members)

/** Members of a set stand in the order of their encodings (X.690, 11.6). */
export const inOrder = (members: readonly Buffer[]): Buffer[] =>
  members.toSorted((one, other) => one.compare(other))

/** SET OF, its members in DER's order (X.690, 11.6). */
export const setOf = (...members: readonly Buffer[]): Buffer => der(0x31, ...inOrder(members))

/** `[number]`, holding one value or, implicitly, the content of one. */
export const context = (number: number, ...content: readonly Buffer[]): Buffer =>
  der(0xa0 | number, ...content)

/** OCTET STRING (X.690, 8.7). */
export const octets = (bytes: Buffer): Buffer => der(0x04, bytes)

/** BIT STRING of whole bytes (X.690, 8.6). */
export const bits = (bytes: Buffer, unused = 0): Buffer => der(0x03, Buffer.from([unused]), bytes)

/** UTF8String (X.690, 8.23). */
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text))

export const yes = der(0x01, Buffer.from([0xff]))

/** A positive integer from its bytes, most significant first. */
export function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const shortest = start === -1 ? Buffer.from([0]) : bytes.subarray(start)
  return der(0x02, (shortest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), shortest]) : shortest)
}

/** `1.2.840.10045.4.3.2` and the like. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(sevenBits)]))
}

function sevenBits(value: number): number[] {
  const groups = [value & 0x7f]
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    groups.unshift((left & 0x7f) | 0x80)
  return groups
}

/** The values that follow each other in `bytes`. @throws RangeError when they are no DER, or end too early. */
export function readAll(bytes: Buffer): Der[] {
  const values: Der[] = []
  for (let at = 0; at < bytes.length;) {
    const value = readDer(bytes.subarray(at))
    values.push(value)
    at += value.whole.length
  }
  return values
}

/** The first value in `bytes`; what follows it is left alone. @throws RangeError when it ends too early. */
export function readDer(bytes: Buffer): Der {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined) throw new RangeError('DER ends too early')
  const extra = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || extra > 4 || bytes.length < 2 + extra)
    throw new RangeError('DER with a broken length')
  const length = extra === 0 ? first : bytes.readUIntBE(2, extra)
  const end = 2 + extra + length
  if (bytes.length < end) throw new RangeError('DER ends too early')
  return { tag, content: bytes.subarray(2 + extra, end), whole: bytes.subarray(0, end) }
}
