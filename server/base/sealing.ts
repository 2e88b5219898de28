/**
 * Texts that only this house can read: AES-256-GCM (NIST SP 800-38D), each bound to the place it belongs to, so that a
 * sealed text copied into another row does not open there. Knows keys as bytes; where they lie is `server/keys.ts`'s.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** 32 bytes and the name by which sealed texts tell which key they need: letters, digits, dashes. */
export type SealingKey = { readonly id: string; readonly bytes: Buffer }

const version = 'g1'
const nonceBytes = 12
const tagBytes = 16

/** A key that nobody can foretell. */
export const makeSealingKey = (id: string): SealingKey => ({ id, bytes: randomBytes(32) })

/**
 * `g1.<key>.<nonce and cipher text with its tag, base64url>`. `context` names the row and the column, such as
 * `staff 12 totp`; the same one is needed to open it. Sealed twice, a text gives two different ones.
 */
export function seal(plain: string | Uint8Array, context: string, { id, bytes }: SealingKey): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', bytes, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(context))
  const text = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return `${version}.${id}.${text.toString('base64url')}`
}

/** @throws Error when it was sealed by another key, for another context, or was changed since. */
export function unseal(sealed: string, context: string, { id, bytes }: SealingKey): Buffer {
  const [found, key, text = ''] = sealed.split('.')
  if (found !== version || key !== id) throw new Error(`not a text sealed by key ${id}`)
  const raw = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', bytes, raw.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(raw.subarray(-tagBytes))
  return Buffer.concat([decipher.update(raw.subarray(nonceBytes, -tagBytes)), decipher.final()])
}

/** Id of the key that a sealed text needs. */
export const keyOf = (sealed: string): string => sealed.split('.')[1] ?? ''

/** What the whole house seals with. */
export type HouseKeys = {
  /** Id of the key that seals from now on; the older ones only open. */
  readonly current: string
  readonly seal: (plain: string | Uint8Array, context: string) => string
  /** @throws Error when its key is gone, or it belongs to another context. */
  readonly open: (sealed: string, context: string) => Buffer
  /**
   * A keyed hash (HMAC-SHA-256, RFC 2104), to find equal values without knowing them: who has only the database
   * cannot try all account numbers. Hexadecimal.
   */
  readonly mark: (value: string) => string
}

/** The newest key comes first. `marking` never changes, or nothing would be found again. */
export function houseKeysFrom(keys: readonly SealingKey[], marking: string): HouseKeys {
  const [newest] = keys
  if (!newest) throw new Error('There is no key to seal with.')
  return {
    current: newest.id,
    seal: (plain, context) => seal(plain, context, newest),
    open: (sealed, context) => {
      const key = keys.find(({ id }) => id === keyOf(sealed))
      if (!key) throw new Error(`The house key ${keyOf(sealed)} is missing: put it back into keys/house.`)
      return unseal(sealed, context, key)
    },
    mark: (value) => createHmac('sha256', marking).update(value).digest('hex'),
  }
}

/** One key a line: `<id> <32 bytes, base64url>`, the newest first. @throws Error for anything else. */
export const readSealingKeys = (text: string): SealingKey[] =>
  text
    .trim()
    .split(/[\n,]+/)
    .map((line) => {
      const [id = '', key = ''] = line.trim().split(/\s+/)
      const bytes = Buffer.from(key, 'base64url')
      if (!/^[\w-]+$/.test(id) || bytes.length !== 32)
        throw new Error('A house key is a line of an id, a blank, and 32 bytes in base64url.')
      return { id, bytes }
    })

/** As `readSealingKeys` reads them. */
export const writeSealingKeys = (keys: readonly SealingKey[]): string =>
  keys.map(({ id, bytes }) => `${id} ${bytes.toString('base64url')}\n`).join('')
