/**
 * Which passwords are too easy to guess: common and leaked ones, rows of keys, and what is made of words of this house or of
 * its owner (ASVS 5.0, 6.1.2, 6.2.4, 6.2.11, 6.2.12). Measured by zxcvbn, on this machine; nothing is asked of letters or signs.
 */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { refuse } from '../base/refusal.ts'

/** Words that somebody would try first here, whoever the owner is. */
export const wordsOfTheHouse = ['backhaul', 'trade-in', 'tradein', 'cashback', 'warranty', 'returns'] as const

/** zxcvbn's own scale from 0 to 4: fewer than ten to the power of eight guesses are below 3. */
const scoreAtLeast = 3

let opened: Promise<ZxcvbnFactory> | undefined

/** The lists take half a second to unpack: only where somebody chooses a password, and once. */
const measure = (): Promise<ZxcvbnFactory> =>
  (opened ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }]) =>
      new Factory({ dictionary, graphs: adjacencyGraphs }),
  ))

/** `owner`: whose name and address are no secret either. @throws Refusal `password-guessable` at `/next`. */
export async function refuseGuessable(
  password: string,
  owner: { readonly name: string; readonly email: string },
): Promise<void> {
  const { name, email } = owner
  const words = [...wordsOfTheHouse, ...name.split(/\s+/), email, ...email.split('@'), ...email.split(/[@.]/)]
  const { score } = (await measure()).check(password, words.filter(Boolean))
  if (score < scoreAtLeast) throw refuse('invalid', 'password-guessable', {}, '/next')
}
