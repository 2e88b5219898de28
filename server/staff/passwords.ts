/** Passwords as argon2id hashes with the parameters that OWASP recommends (Password Storage Cheat Sheet, 2024). */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** 19 MiB, two passes, one lane. Algorithm: the package's default, argon2id. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Length in characters (ASVS 5.0, 6.2.1 and 6.2.9). Nothing is asked of their kind. */
export const passwordLength = { minimum: 12, maximum: 200 }

/** A PHC string with its own salt. */
export const hashPassword = (password: string): Promise<string> => hash(password, parameters)

/**
 * True when the password is the one that was hashed. Without a hash (no such account) it does the same work and
 * answers no, so that the time taken does not tell which addresses have accounts.
 */
export async function passwordMatches(kept: string | undefined, password: string): Promise<boolean> {
  standIn ??= hashPassword(randomPassword())
  const matches = await verify(kept ?? (await standIn), password)
  return kept !== undefined && matches
}

let standIn: Promise<string> | undefined

/** 128 random bits in 22 characters that can be copied by hand (ASVS 5.0, 11.5.1). */
export const randomPassword = (): string => randomBytes(16).toString('base64url')
